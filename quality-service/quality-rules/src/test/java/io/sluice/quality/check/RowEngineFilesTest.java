package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose rows are judged in the JVM: whatever DuckDB says of them, the row engine says. */
class RowEngineFilesTest {

  private static final String RULES =
      """
      rules:
        - {rows: 'a >= 0 && a < 7000', id: range, mostly: 0.5}
        - {rows: "b =~ ['x0', 'x1', 'x2']", id: list}
        - {rows: "c =^ 'text 1' or size(c) > 9", id: text}
        - {rows: 'd < 700.25', id: decimal}
        - {rows: "a > 100", where: "b == 'x3'", id: where}
        - {expect_column_values_to_not_be_null: {column: c}, id: nulls}
        - {expect_column_values_to_be_unique: {column: a}, id: unique}
        - {expect_compound_columns_to_be_unique: {column_list: [b, e]}, id: compound}
        - {expect_column_values_to_be_increasing: {column: a}, id: increasing}
        - {expect_column_mean_to_be_between: {column: d, max_value: 3}, id: mean}
        - {expect_column_median_to_be_between: {column: a, max_value: 3}, id: median}
        - {expect_column_max_to_be_between: {column: e, max_value: '2024-01-05'}, id: max}
        - {expect_column_stdev_to_be_between: {column: a, max_value: 3}, id: stdev}
        - {expect_column_distinct_values_to_be_in_set: {column: b, value_set: [x1]}, id: distinct}
        - {expect_table_row_count_to_be_between: {max_value: 3}, id: count}
      """;

  @TempDir Path root;
  @TempDir Path spill;
  private Checker checker;

  @BeforeEach
  void open() {
    checker = new Checker(new CheckerSettings(256, 2, spill, List.of(root), Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() {
    checker.close();
  }

  private void copy(String select, String name, String options) throws Exception {
    Files.createDirectories(root.resolve(name).getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + root.resolve(name) + "' (" + options + ")");
    }
  }

  private RuleSet ruleSet(String source, String rules) {
    return new RuleSetReader().read("source: {type: file, " + source + "}\n" + rules);
  }

  private CheckReport check(String source, String rules, EngineChoice engine) {
    RuleSet ruleSet = ruleSet(source, rules);
    return checker.check(
        checker.compile(ruleSet.rules(), null),
        new SourceResolver(List.of(root)).resolve(ruleSet.source(), null),
        CheckOptions.standard(),
        engine);
  }

  private static String rows(int from, int to) {
    return "SELECT CASE WHEN i % 9 = 4 THEN NULL ELSE i * 7919 % 9973 END AS a, 'x' || i % 5 AS b,"
        + " CASE WHEN i % 11 = 3 THEN NULL ELSE 'text ' || i END AS c,"
        + " CAST(i * 1.25 AS DECIMAL(12, 2)) AS d, DATE '2024-01-01' + CAST(i % 9 AS INTEGER) AS e"
        + " FROM range("
        + from
        + ", "
        + to
        + ") t(i)";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.parquet|FORMAT parquet",
        "x.parquet|FORMAT parquet, ROW_GROUP_SIZE 2048",
        "x.csv|FORMAT csv",
        "x.csv.gz|FORMAT csv, COMPRESSION gzip",
        "x.ndjson|FORMAT json",
        "x.json.zst|FORMAT json, ARRAY true, COMPRESSION zstd"
      })
  void bothEnginesSayTheSameOfAFile(String name, String options) throws Exception {
    copy(rows(0, 5000), name, options);

    bothSayTheSame("path: '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource({"parquet, FORMAT parquet", "csv, FORMAT csv", "ndjson, FORMAT json"})
  void bothEnginesSayTheSameOfManyFiles(String ending, String options) throws Exception {
    copy(rows(3000, 6000), "h/region=eu/x." + ending, options);
    copy(rows(0, 3000), "h/region=us/x." + ending, options);

    bothSayTheSame("glob: 'h/**/*." + ending + "'");
  }

  private void bothSayTheSame(String source) {
    CheckReport row = check(source, RULES, EngineChoice.ROW);
    CheckReport duckDb = check(source, RULES, EngineChoice.DUCKDB);

    assertThat(row.statistics().engine()).isEqualTo("row");
    assertThat(row.statistics().rows()).isEqualTo(duckDb.statistics().rows());
    assertThat(row.observedSchema()).isEqualTo(duckDb.observedSchema());
    assertThat(row.results()).extracting(RuleResult::status).doesNotContain(Status.ERRORED);
    for (int i = 0; i < row.results().size(); i++) {
      assertThat(row.results().get(i))
          .usingRecursiveComparison()
          .withEqualsForType((x, y) -> Math.abs(x - y) <= 1e-9 * Math.abs(x), Double.class)
          .isEqualTo(duckDb.results().get(i));
    }
  }

  @Test
  void rowsThatCannotBeReadAreCountedAndToldHereToo() throws Exception {
    Files.writeString(root.resolve("r.csv"), "a,b\n1,x\n2\n-3,y\n");

    CheckReport row = check("path: r.csv", "rules: [{rows: 'a > 0'}]", EngineChoice.ROW);

    assertThat(row.statistics().rejectedRows()).isEqualTo(1);
    assertThat(row.results())
        .usingRecursiveComparison()
        .isEqualTo(check("path: r.csv", "rules: [{rows: 'a > 0'}]", EngineChoice.DUCKDB).results());
  }

  @Test
  void sqlOfTheUsersIsAnErrorOfItsRule() throws Exception {
    copy(rows(0, 10), "q.parquet", "FORMAT parquet");

    CheckReport report =
        check(
            "path: q.parquet",
            """
            rules:
              - {unexpected_rows_expectation: {unexpected_rows_query: 'SELECT * FROM {batch} WHERE a > 1'}}
              - {rows: 'd >= 0', id: fine}
            """,
            EngineChoice.ROW);

    assertThat(report.results())
        .extracting(RuleResult::status)
        .containsExactly(Status.ERRORED, Status.PASSED);
    assertThat(report.results().get(0).error()).contains("use the engine duckdb");
  }

  @Test
  void aFileOutsideTheRootsIsRefused() {
    EvaluationException refused =
        catchThrowableOfType(
            EvaluationException.class,
            () ->
                checker.check(
                    checker.compile(List.of(), null),
                    new io.sluice.quality.engine.FileSource(
                        List.of(Path.of("/etc/passwd")), java.util.Optional.empty()),
                    CheckOptions.standard(),
                    EngineChoice.ROW));

    assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.SOURCE_NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"e.parquet, FORMAT parquet, 1", "e.csv, FORMAT csv, 2"})
  void thePlanIsOnePassInTheJvm(String name, String options, int steps) throws Exception {
    copy(rows(0, 10), name, options);
    RuleSet ruleSet = ruleSet("path: " + name, RULES);
    CompiledRules rules = checker.compile(ruleSet.rules(), null);

    Explanation plan =
        checker.explain(
            rules,
            new SourceResolver(List.of(root)).resolve(ruleSet.source(), null),
            CheckOptions.standard(),
            EngineChoice.ROW);

    assertThat(plan.statements()).hasSize(steps);
    assertThat(plan.statements().get(steps - 1).kind()).isEqualTo(Explanation.Kind.JVM);
    assertThat(plan.statements().get(steps - 1).ruleIds()).hasSize(15);
    assertThat(plan.scans()).isEqualTo(1);
    assertThat(plan.groupBys()).isZero();
  }
}
