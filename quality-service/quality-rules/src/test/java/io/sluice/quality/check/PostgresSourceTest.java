package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.model.Column;
import io.sluice.quality.engine.DatabaseAddress;
import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.Secret;
import io.sluice.quality.engine.TableSource;
import io.sluice.quality.engine.postgres.PostgresEngine;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.testing.PostgresTables;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules judged where the data is: what PostgreSQL types mean, and that nothing can be changed. */
class PostgresSourceTest {

  private static final PostgresTables POSTGRES = PostgresTables.shared();

  private static Checker checker;

  @BeforeAll
  static void prepare() throws SQLException {
    checker = new Checker(CheckerSettings.standard(List.of()));
    POSTGRES.execute(
        """
        CREATE TYPE data.mood AS ENUM ('glad', 'sad');
        CREATE TABLE data.odd (
          id serial PRIMARY KEY, padded char(5), mood data.mood, key uuid, address inet,
          document jsonb, tags text[], bytes bytea, amount numeric, price numeric(8,2),
          small int2, share float4, born date, seen timestamptz, "Odd ""name" text);
        INSERT INTO data.odd (padded, mood, key, address, document, tags, bytes, amount, price,
          small, share, born, seen, "Odd ""name") VALUES
          ('ab', 'glad', '6f1e1d0a-0000-4000-8000-000000000001', '10.0.0.1', '{"a": 1}',
           '{x,y}', 'hi', 'NaN', 1.50, 32767, 0.5, 'infinity', '2024-01-01 00:30+01', 'x'),
          ('abcde', 'sad', NULL, NULL, NULL, NULL, NULL, 0.1234567890123, 7, -1, 'NaN',
           '2024-02-29', 'infinity', NULL);
        CREATE TABLE data.victims (id int PRIMARY KEY, name text);
        INSERT INTO data.victims VALUES (1, 'a'), (2, 'b');
        CREATE TABLE data.secrets (id int, hidden text);
        CREATE TABLE data.partly (id int, hidden text);
        CREATE SEQUENCE data.numbers;
        GRANT SELECT ON data.odd TO quality_reader;
        GRANT ALL ON data.victims TO quality_reader;
        GRANT USAGE ON SEQUENCE data.numbers TO quality_reader;
        GRANT SELECT (id) ON data.partly TO quality_reader;
        CREATE FUNCTION data.erase() RETURNS int LANGUAGE sql SECURITY DEFINER AS
          'DELETE FROM data.victims RETURNING id';
        """);
  }

  @AfterAll
  static void close() {
    checker.close();
  }

  private static CheckReport check(TableSource source, String... rules) {
    StringBuilder yaml = new StringBuilder("rules:\n");
    for (String rule : rules) {
      yaml.append("  - ").append(rule).append('\n');
    }
    return checker.check(
        checker.compile(new RuleSetReader().read(yaml.toString()).rules(), null),
        source,
        new CheckOptions(ResultFormat.COMPLETE, MetricHistory.none(), null));
  }

  private static TableSource table(String name) {
    return TableSource.table(POSTGRES.reader(), name);
  }

  private static TableSource query(String sql) {
    return TableSource.query(POSTGRES.reader(), sql);
  }

  @Test
  void readsEveryTypeAsALogicalOne() {
    CheckReport report = check(table("data.odd"), "{assert: 'row_count == 2'}");

    assertThat(report.observedSchema().columns())
        .extracting(Column::type)
        .containsExactly(
            "integer",
            "string",
            "string",
            "string",
            "string",
            "json",
            "list",
            "binary",
            "decimal(38,9)",
            "decimal(8,2)",
            "integer",
            "double",
            "date",
            "timestamptz",
            "string");
    assertThat(report.statistics().engine()).isEqualTo("postgresql");
    assertThat(report.dataDigest()).matches("postgresql:\\d+:\\d+:[0-9,]*:\\d+");
  }

  @Test
  void meansByOddTypesWhatItMeansByAnyOther() {
    CheckReport report =
        check(
            table("odd"),
            "{rows: \"length(padded) == 2 or padded == 'abcde'\"}",
            "{rows: \"mood =~ ['glad', 'sad']\"}",
            "{rows: \"key =^ '6f1e'\"}",
            "{rows: 'document != null', where: 'id == 1'}",
            "{rows: 'amount > 1', where: 'id == 1'}",
            "{rows: 'amount * 10 == 1.234567890123', where: 'id == 2'}",
            "{rows: 'small * small * small * small > 0'}",
            "{rows: 'share == NaN or share == 0.5'}",
            "{rows: \"born > '2024-02-28'\"}",
            "{rows: \"seen > '2023-12-31T23:00:00Z'\"}",
            "{rows: \"year(seen) == 2023\", where: 'id == 1'}",
            "{rows: \"`Odd \\\"name` == 'x'\"}",
            "{assert: \"sum('price') == 8.5 and mean('price') == 4.25\"}",
            "{assert: \"max('born') > '2024-01-01'\"}");

    assertThat(report.results())
        .allSatisfy(
            result -> assertThat(result.status()).as(result.toString()).isEqualTo(Status.PASSED));
  }

  @Test
  void showsFailingRowsWithoutNumbersThatItDoesNotHave() {
    CheckReport report =
        check(
            table("odd"),
            "{rows: 'id > 5'}",
            "{rows: 'bytes == null'}",
            "{rows: 'tags == null'}",
            "{expect_column_values_to_be_between: {column: amount, max_value: 0}}");

    assertThat(report.results()).extracting(RuleResult::status).containsOnly(Status.FAILED);
    assertThat(report.results())
        .extracting(RuleResult::unexpectedIndexList)
        .containsOnly(List.of());
    assertThat(report.results().get(0).unexpectedList()).hasSize(2);
    assertThat(report.results().get(1).unexpectedList()).containsExactly(Map.of("bytes", "aGk="));
    assertThat(report.results().get(2).unexpectedList()).containsExactly(Map.of("tags", "{x,y}"));
  }

  @Test
  void seesOneStateOfTheDataWhateverHappensMeanwhile() throws SQLException {
    POSTGRES.execute("CREATE TABLE data.moving AS SELECT 1 AS n");
    POSTGRES.execute("GRANT SELECT ON data.moving TO quality_reader");
    try (var engine = new PostgresEngine();
        var session = engine.open(table("moving"), Duration.ofMinutes(1))) {
      POSTGRES.execute("INSERT INTO data.moving VALUES (2)");

      assertThat(session.measure(Set.of(Metric.RowCount.ALL)).count(Metric.RowCount.ALL))
          .isEqualTo(1);
    }
  }

  @Test
  void judgesWhatAQueryGivesWithTheBatchAsAText() {
    TableSource source =
        new TableSource(
            POSTGRES.reader(),
            null,
            "SELECT id, name FROM victims WHERE name = ${batch} -- of the day",
            "a' OR '1'='1");

    CheckReport report = check(source, "{assert: 'row_count == 0'}");

    assertThat(report.results().get(0).status()).isEqualTo(Status.PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM victims",
        "SELECT 1; DELETE FROM victims",
        "SELECT 1) AS x; DELETE FROM victims; SELECT (1",
        "SELECT 1) AS q, (SELECT 2",
        "SELECT '${batch}'",
        "SELECT $x$ ${batch} $x$",
        "SELECT 1 /* ",
        "SELECT 'open",
        "SELECT \"open",
        "SELECT $$open",
        "COPY victims TO PROGRAM 'true'",
        "SELECT pg_sleep(1)",
        "SELECT pg_catalog . \"pg_sleep\" /* x */ (1)",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "SELECT repeat('x', 900000000)",
        "SELECT string_agg(a.id::text, ',') FROM {batch} a",
        "SELECT E'a'\n'\\' '; DELETE FROM victims --'",
        "SELECT E'a' -- x\n'\\' , pg_sleep(9) --'",
        "SELECT U&\"\\0070g_sleep\"(1)",
        "EXPLAIN SELECT 1",
        "VALUES (1)",
        "",
      })
  void refusesAQueryThatIsNotOneSelect(String sql) {
    TableSource source = new TableSource(POSTGRES.reader(), null, sql, "b");

    assertThatThrownBy(() -> check(source, "{assert: 'row_count > 0'}"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            refused -> assertThat(refused.kind()).isEqualTo(Kind.SOURCE_UNREADABLE))
        .hasMessageContaining("one SELECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO victims VALUES (3, 'c')",
        "WITH gone AS (DELETE FROM victims RETURNING id) SELECT * FROM gone",
        "SELECT erase()",
        "SELECT nextval('numbers')",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT pg_sleep(60)",
        "SELECT * FROM victims FOR UPDATE",
        "COPY victims TO STDOUT",
        "SELECT 1; SELECT 2",
        "SELECT 1) AS u; ROLLBACK; DELETE FROM victims; SELECT (1",
        "SELECT * FROM secrets",
        "SELECT * INTO stolen FROM victims",
        "SELECT no_such_column FROM {batch}",
      })
  void changesNothingWhateverARuleSays(String sql) throws SQLException {
    TableSource source = table("victims");
    try (var engine = new PostgresEngine();
        var session = engine.open(source, Duration.ofMinutes(1))) {
      Metric.QueryRows rows = new Metric.QueryRows(sql);

      var measured = session.measure(Set.of(rows, Metric.RowCount.ALL));

      assertThatThrownBy(() -> measured.count(rows)).as(sql).hasMessageNotContaining("\n");
      assertThat(measured.count(Metric.RowCount.ALL)).isEqualTo(2);
    }
    assertThat(POSTGRES.single("SELECT count(*) FROM data.victims")).isEqualTo("2");
    assertThat(POSTGRES.single("SELECT is_called FROM data.numbers")).isEqualTo("false");
  }

  @Test
  void countsTheRowsOfAQueryAndOfAnotherTable() {
    try (var engine = new PostgresEngine();
        var session = engine.open(table("odd"), Duration.ofMinutes(1))) {
      Metric.QueryRows rows =
          new Metric.QueryRows(
              "SELECT * FROM {batch} b JOIN victims v USING (id) WHERE v.name <> ';' -- end");
      Metric.TableRows other = new Metric.TableRows("data.victims");

      var measured = session.measure(Set.of(rows, other));

      assertThat(measured.count(rows)).isEqualTo(2);
      assertThat(measured.count(other)).isEqualTo(2);
    }
  }

  @Test
  void refusesRolesThatCouldDoMore() throws SQLException {
    POSTGRES.execute("CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'm'");
    POSTGRES.execute("CREATE ROLE filer LOGIN PASSWORD 'f' IN ROLE pg_read_server_files");

    assertRefused(TableSource.table(POSTGRES.superuser(), "data.odd"), "a superuser");
    assertRefused(TableSource.table(POSTGRES.as("maker", "m"), "data.odd"), "make roles");
    assertRefused(TableSource.table(POSTGRES.as("filer", "f"), "data.odd"), "server's files");
  }

  private static void assertRefused(TableSource source, String words) {
    assertThatThrownBy(() -> check(source, "{assert: 'row_count > 0'}"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            refused -> assertThat(refused.kind()).isEqualTo(Kind.SOURCE_UNREADABLE))
        .hasMessageContaining(words);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> check(table("ODD"), "{assert: 'row_count > 0'}"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            missing -> assertThat(missing.kind()).isEqualTo(Kind.SOURCE_NOT_FOUND))
        .hasMessage("there is no table 'ODD'; did you mean 'data.odd'?");
    assertRefused(table("secrets"), "GRANT SELECT is missing");
    assertRefused(query("SELECT * FROM secrets"), "permission denied for table secrets");
    assertRefused(query("SELECT nothing FROM odd"), "column \"nothing\" does not exist");
    assertRefused(query("SELECT 1 AS a, 2 AS a"), "a");

    RuleResult vanished = check(table("odd"), "{rows: 'gone > 0'}").results().get(0);
    assertThat(vanished.status()).isEqualTo(Status.ERRORED);
    assertThat(vanished.error()).contains("gone");
  }

  @Test
  void leavesOutColumnsThatMayNotBeRead() {
    assertThat(check(table("partly"), "{assert: 'row_count == 0'}").observedSchema().columns())
        .extracting(Column::name)
        .containsExactly("id");
  }

  @Test
  void saysThatTheServerIsAway() {
    DatabaseConnection away =
        new DatabaseConnection(
            DatabaseAddress.parse("jdbc:postgresql://localhost:1/postgres"), "x", new Secret("y"));

    assertThatThrownBy(() -> check(TableSource.table(away, "t"), "{assert: 'row_count > 0'}"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            missing -> assertThat(missing.kind()).isEqualTo(Kind.SOURCE_NOT_FOUND))
        .hasMessage("the database at localhost:1/postgres cannot be reached");
    assertThatThrownBy(
            () ->
                check(
                    TableSource.table(POSTGRES.as("nobody", "wrong"), "t"),
                    "{assert: 'row_count > 0'}"))
        .hasMessageContaining("refuses user 'nobody' or its password")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void stopsAtTheTimeLimit() {
    CheckerSettings settings =
        new CheckerSettings(
            256,
            1,
            Path.of(System.getProperty("java.io.tmpdir")),
            List.of(),
            Duration.ofSeconds(2));
    try (Checker hasty = new Checker(settings)) {
      TableSource source =
          query("SELECT a.n FROM generate_series(1, 1000000000) AS a(n), generate_series(1, 9) b");

      assertThatThrownBy(
              () ->
                  hasty.check(
                      hasty.compile(
                          new RuleSetReader().read("rules: [{assert: 'row_count > 0'}]").rules(),
                          null),
                      source,
                      CheckOptions.standard()))
          .isInstanceOfSatisfying(
              EvaluationException.class, late -> assertThat(late.kind()).isEqualTo(Kind.TIMEOUT));
    }
  }

  @Test
  void streamsManyRowsThroughTheTestsThatItLacks() {
    CheckReport report =
        check(
            query("SELECT 'é' || n AS s FROM generate_series(1, 10000) AS n"),
            "{rows: \"s =~ '[\\\\\\\\p{L}]+[0-9]+'\"}",
            "{rows: \"size(s) > 1\"}");

    assertThat(report.results())
        .allSatisfy(
            result -> {
              assertThat(result.status()).as(result.toString()).isEqualTo(Status.PASSED);
              assertThat(result.elementCount()).isEqualTo(10_000);
            });
  }

  @Test
  void aQueryThatFailsIsAnErrorOfItsRuleOnly() {
    CheckReport report =
        check(
            table("data.odd"),
            "{unexpected_rows_expectation: {unexpected_rows_query: 'SELECT 1/0 FROM {batch}'}}",
            "{unexpected_rows_expectation: {unexpected_rows_query:"
                + " 'SELECT id, 1 / (id - 2) FROM {batch}'}}",
            "{unexpected_rows_expectation: {unexpected_rows_query: 'SELECT nothing FROM {batch}'}}",
            "{unexpected_rows_expectation: {unexpected_rows_query: 'SELECT FROM {batch}'}}",
            "{unexpected_rows_expectation: {unexpected_rows_query:"
                + " 'SELECT NULL AS u, NULL AS q FROM {batch}'}}",
            "{rows: 'id < 2'}");

    assertThat(report.results())
        .extracting(RuleResult::status)
        .containsExactly(
            Status.ERRORED,
            Status.ERRORED,
            Status.ERRORED,
            Status.FAILED,
            Status.FAILED,
            Status.FAILED);
    assertThat(report.results().get(0).error()).contains("division by zero");
    assertThat(report.results().get(4).observedValue()).isEqualTo(2L);
    assertThat(report.results().get(5).unexpectedCount()).isEqualTo(1);
  }

  @Test
  void rowsThatCannotBeShownTakeNoOthersWithThem() {
    try (var engine = new PostgresEngine();
        var session = engine.open(table("victims"), Duration.ofMinutes(1))) {
      var samples =
          session.sample(
              List.of(
                  new SampleQuery.RowsOfQuery(new Metric.QueryRows("SELECT 1/0 FROM {batch}")),
                  new SampleQuery.RowsOfQuery(new Metric.QueryRows("SELECT id FROM {batch}"))),
              5);

      assertThat(samples.get(0)).isEmpty();
      assertThat(samples.get(1)).hasSize(2);
    }
  }

  @Test
  void tellsAnErrorOfAValueWithoutTheValue() {
    RuleResult result =
        check(query("SELECT CAST(name AS int) AS n FROM victims"), "{assert: \"sum('n') > 0\"}")
            .results()
            .get(0);

    assertThat(result.status()).isEqualTo(Status.ERRORED);
    assertThat(result.error()).contains("cannot be read as the type").doesNotContain("\"a\"");
  }
}
