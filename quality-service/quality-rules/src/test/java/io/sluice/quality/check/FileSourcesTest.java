package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateJudge;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourcesTest {

  @TempDir Path root;
  @TempDir Path elsewhere;
  private Checker checker;

  @BeforeEach
  void open() {
    checker = new Checker(settings(Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() {
    checker.close();
  }

  private CheckerSettings settings(Duration limit) {
    return new CheckerSettings(256, 2, elsewhere.resolve("spill"), List.of(root), limit);
  }

  private CheckReport check(String rules, SourceSpec spec) {
    RuleSet ruleSet = new RuleSetReader().read("rules: [" + rules + "]");
    FileSource source = new SourceResolver(List.of(root)).resolve(spec, null);
    return checker.check(checker.compile(ruleSet.rules(), null), source, CheckOptions.standard());
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void parquet(String name, String select) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + root.resolve(name) + "' (FORMAT parquet)");
    }
  }

  @Test
  void readsCsvInOneScanWithExactRowNumbers() throws Exception {
    write("a.csv", "id,x\n1,5\n2,-1\n3,\n4,-2\n");

    CheckReport report = check("{rows: 'x >= 0'}", SourceSpec.file("a.csv"));

    RuleResult result = report.results().get(0);
    assertThat(result.unexpectedIndexList()).containsExactly(1L, 3L);
    assertThat(result.missingCount()).isEqualTo(1L);
    assertThat(report.statistics().scans()).isEqualTo(1);
    assertThat(report.dataDigest()).startsWith("sha256:");
  }

  @Test
  void reportsRowsOfCsvThatCannotBeReadInsteadOfDroppingThem() throws Exception {
    write("bad.csv", "id,x\n1,5\n2\n3,4,5\n4,6\n");

    CheckReport report = check("{rows: 'id > 0'}", SourceSpec.file("bad.csv"));

    RuleResult extra = report.results().get(report.results().size() - 1);
    assertThat(extra.id()).isEqualTo("source_readable");
    assertThat(extra.status()).isEqualTo(Status.ERRORED);
    assertThat(extra.error()).contains("2 rows could not be read").contains("bad.csv line 3");
    assertThat(report.statistics().rejectedRows()).isEqualTo(2);
    assertThat(
            GateJudge.decide(io.sluice.quality.rule.GatePolicy.standard(), report.results())
                .decision())
        .isEqualTo(Decision.HALT);
  }

  @Test
  void aColumnOfMixedDatesIsTextAndNoRowIsLost() throws Exception {
    write("d.csv", "d\n2024-01-01\n01/02/2024\nyesterday\n");

    CheckReport report =
        check(
            "{expect_column_values_to_match_regex: {column: d, regex: '^[0-9]{4}-'}}",
            SourceSpec.file("d.csv"));

    assertThat(report.statistics().rows()).isEqualTo(3);
    assertThat(report.results().get(0).unexpectedCount()).isEqualTo(2);
  }

  @Test
  void unitesCsvFilesByNameAndReportsTheirRejectedRows() throws Exception {
    write("m1.csv", "a,b\n1,x\n");
    write("m2.csv", "b,a\ny,2\nz,3\nw,4\nbroken\n");
    write("m3.csv", "a\nthree\n");

    CheckReport report = check("{rows: \"a != 'three'\"}", SourceSpec.file("m*.csv"));

    assertThat(report.results().get(0).unexpectedIndexList())
        .as(String.valueOf(report.results()))
        .containsExactly(4L);
    assertThat(report.statistics().rows()).isEqualTo(5);
    assertThat(report.statistics().rejectedRows()).isEqualTo(1);
    assertThat(report.results().get(1).error()).contains("m2.csv line 5");
  }

  @Test
  void readsNdjsonAndJson() throws Exception {
    write("a.ndjson", "{\"a\":1,\"b\":{\"c\":2}}\n{\"a\":null}\n");
    write("a.json", "[{\"a\":1},{\"a\":2.5}]");

    CheckReport lines =
        check("{expect_column_values_to_not_be_null: {column: a}}", SourceSpec.file("a.ndjson"));
    CheckReport list = check("{assert: \"sum('a') == 3.5\"}", SourceSpec.file("a.json"));

    assertThat(lines.results().get(0).unexpectedIndexList()).containsExactly(1L);
    assertThat(list.results().get(0).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void numbersRowsAcrossSeveralParquetFiles() throws Exception {
    parquet("p1.parquet", "SELECT i FROM range(10) t(i)");
    parquet("p2.parquet", "SELECT i + 10 AS i FROM range(10) t(i)");

    CheckReport report =
        check(
            "{rows: 'i != 3 and i != 15'}, {expect_column_values_to_be_unique: {column: i}}",
            SourceSpec.file("p*.parquet"));

    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(3L, 15L);
    assertThat(report.results().get(0).unexpectedList())
        .containsExactly(
            Map.of("i", new java.math.BigDecimal(3)), Map.of("i", new java.math.BigDecimal(15)));
    assertThat(report.statistics().scans()).isEqualTo(1);
    assertThat(report.statistics().groupBys()).isEqualTo(1);
  }

  @Test
  void equalMetricsAreMeasuredInOneScan() throws Exception {
    parquet("p.parquet", "SELECT i, i % 3 AS g FROM range(1000) t(i)");

    CheckReport report =
        check(
            "{rows: 'i >= 0'}, {rows: 'i >= 0', where: 'g == 1'}, {expect_column_mean_to_be_between:"
                + " {column: i, min_value: 1}, where: 'g == 2'}, {expect_column_values_to_be_unique:"
                + " {column: i}}, {assert: \"distinct_count('i') == row_count\"}",
            SourceSpec.file("p.parquet"));

    assertThat(report.success()).isTrue();
    assertThat(report.statistics().scans()).isEqualTo(1);
    assertThat(report.statistics().groupBys()).isEqualTo(1);
    assertThat(report.statistics().sampleReads()).isZero();
    assertThat(report.metrics()).containsEntry("row_count", 1000.0);
  }

  @Test
  void oneRuleThatOverflowsDoesNotTakeTheOthersAlong() throws Exception {
    parquet("p.parquet", "SELECT 99999999999999999999999999999999999999::DECIMAL(38,0) AS n");

    CheckReport report =
        check("{rows: 'n * n > 0'}, {rows: 'n > 0'}", SourceSpec.file("p.parquet"));

    assertThat(report.results())
        .extracting(RuleResult::status)
        .containsExactly(Status.ERRORED, Status.PASSED);
    assertThat(report.statistics().scans()).isGreaterThan(1);
  }

  @Test
  void refusesWhatIsNotWhatItsNameSays() throws Exception {
    write("a.parquet", "not parquet");

    assertThatThrownBy(() -> check("{rows: 'a > 0'}", SourceSpec.file("a.parquet")))
        .isInstanceOf(EvaluationException.class)
        .extracting(failure -> ((EvaluationException) failure).kind())
        .isEqualTo(EvaluationException.Kind.SOURCE_UNREADABLE);
  }

  @Test
  void endsAtTheTimeLimit() throws Exception {
    parquet("p.parquet", "SELECT i FROM range(3000000) t(i)");
    try (Checker hasty = new Checker(settings(Duration.ofMillis(1)))) {
      RuleSet ruleSet =
          new RuleSetReader().read("rules: [{expect_column_values_to_be_unique: {column: i}}]");
      FileSource source =
          new SourceResolver(List.of(root)).resolve(SourceSpec.file("p.parquet"), null);

      assertThatThrownBy(
              () ->
                  hasty.check(
                      hasty.compile(ruleSet.rules(), null), source, CheckOptions.standard()))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("time limit");
    }
  }

  @Test
  void readsNothingOutsideTheRootsEvenWhenAskedDirectly() throws Exception {
    Path secret = Files.writeString(elsewhere.resolve("s.csv"), "a\n1\n");
    RuleSet ruleSet = new RuleSetReader().read("rules: [{rows: 'a > 0'}]");

    assertThatThrownBy(
            () ->
                checker.check(
                    checker.compile(ruleSet.rules(), null),
                    new FileSource(List.of(secret), Optional.empty()),
                    CheckOptions.standard()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("not a file within the data roots");
  }
}
