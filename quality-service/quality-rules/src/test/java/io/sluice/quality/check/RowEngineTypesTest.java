package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of every type of Parquet, taken from DuckDB's chunks and judged in the JVM. */
class RowEngineTypesTest {

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

  private CheckReport check(String rules, EngineChoice engine) {
    RuleSet ruleSet =
        new RuleSetReader().read("source: {type: file, path: t.parquet}\nrules: [" + rules + "]");
    return checker.check(
        checker.compile(ruleSet.rules(), null),
        new SourceResolver(List.of(root)).resolve(ruleSet.source(), null),
        CheckOptions.standard(),
        engine);
  }

  private void write(String select, String options) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (" + select + ") TO '" + root.resolve("t.parquet") + "' (" + options + ")");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOLEAN|true|false|true",
        "TINYINT|-128|127|5",
        "SMALLINT|-32768|32767|5",
        "INTEGER|-2147483648|2147483647|5",
        "BIGINT|-9223372036854775808|9223372036854775807|5",
        "HUGEINT|-170141183460469231731687303715884105728|170141183460469231731687303715884105727|5",
        "UTINYINT|0|255|200",
        "USMALLINT|0|65535|40000",
        "UINTEGER|0|4294967295|3000000000",
        "UBIGINT|0|18446744073709551615|9223372036854775808",
        "FLOAT|-1.5|inf|nan",
        "DOUBLE|-1.5|-inf|nan",
        "DECIMAL(4,1)|-999.9|999.9|0.1",
        "DECIMAL(18,4)|-99999999999999.9999|99999999999999.9999|0.0001",
        "DECIMAL(38,10)|-9999999999999999999999999999.9999999999|9999999999999999999999999999|0.1",
        "DATE|0001-01-01|9999-12-31|1970-01-01",
        "DATE|-infinity|infinity|2024-02-29",
        "TIME|00:00:00|23:59:59.999999|12:30:00.5",
        "TIMESTAMP|0001-01-01 00:00:00|9999-12-31 23:59:59.999999|1969-12-31 23:59:59.5",
        "TIMESTAMP|-infinity|infinity|2024-02-29 00:00:00",
        "TIMESTAMP_MS|1969-12-31 23:59:59.123|2024-02-29 00:00:00|2000-01-01 00:00:00",
        "TIMESTAMPTZ|1969-12-31 23:59:59.5+00|2024-02-29 01:00:00+01|2000-01-01 00:00:00+00",
        "TIMESTAMPTZ|-infinity|infinity|2000-01-01 00:00:00+00",
        "VARCHAR|a|B|ü",
        "UUID|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff|123e4567-e89b-12d3-a456-426614174000",
        "ENUM('a','b','c')|c|a|b",
      })
  void columnsThatCompare(String type, String first, String second, String third) throws Exception {
    write(
        "SELECT CAST(a AS "
            + type
            + ") AS a, CAST(b AS "
            + type
            + ") AS b FROM (VALUES ('"
            + first
            + "', '"
            + second
            + "'), (NULL, '"
            + first
            + "'), ('"
            + second
            + "', '"
            + second
            + "'), ('"
            + third
            + "', NULL), ('"
            + third
            + "', '"
            + first
            + "')) t(a, b)",
        "FORMAT parquet");
    sameOnBoth(
        "{rows: 'a == b', id: equal}, {rows: 'a < b', id: less},"
            + " {expect_column_values_to_not_be_null: {column: a}},"
            + " {expect_column_values_to_be_unique: {column: a}},"
            + " {expect_column_values_to_be_increasing: {column: a}},"
            + " {expect_compound_columns_to_be_unique: {column_list: [a, b]}},"
            + " {expect_column_pair_values_to_be_equal: {column_A: a, column_B: b}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1, 2]", "{'x': 1, 'y': [NULL, 'z']}", "'ab'::BLOB", "MAP {'k': 1}", "[[1], NULL]"})
  void columnsThatAreNullOrNot(String value) throws Exception {
    write("SELECT * FROM (VALUES (1, " + value + "), (2, NULL)) t(i, a)", "FORMAT parquet");

    sameOnBoth("{rows: 'a == null', id: none}, {expect_column_values_to_not_be_null: {column: a}}");
  }

  private void sameOnBoth(String rules) {
    CheckReport row = check(rules, EngineChoice.ROW);
    CheckReport duckDb = check(rules, EngineChoice.DUCKDB);

    assertThat(row.observedSchema()).isEqualTo(duckDb.observedSchema());
    // Plainly: compared field by field, NaN would not equal itself.
    assertThat(row.results()).isEqualTo(duckDb.results());
  }

  @Test
  void aFileThatBreaksOffInTheMiddleNeverPasses() throws Exception {
    write(
        "SELECT i AS a, hash(i) AS b, 'text ' || hash(i) AS c FROM range(600000) t(i)",
        "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 50000");
    byte[] bytes = Files.readAllBytes(root.resolve("t.parquet"));
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 200_000, (byte) 0xff);
    Files.write(root.resolve("t.parquet"), bytes);

    for (EngineChoice engine : EngineChoice.values()) {
      List<Status> statuses;
      try {
        statuses =
            check("{rows: 'a >= 0 and b >= 0 and size(c) > 0'}", engine).results().stream()
                .map(RuleResult::status)
                .toList();
      } catch (EvaluationException unreadable) {
        continue;
      }
      assertThat(statuses).as("" + engine).containsOnly(Status.ERRORED);
    }
  }
}
