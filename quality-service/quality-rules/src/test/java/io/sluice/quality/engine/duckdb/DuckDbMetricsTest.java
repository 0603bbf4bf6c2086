package io.sluice.quality.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluice.catalog.model.Column;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.PlannedStatement.Kind;
import io.sluice.quality.engine.Session;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Metric.OrderBreaks.Direction;
import io.sluice.quality.metric.MissingKeys;
import io.sluice.quality.metric.Moments;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbMetricsTest {

  private static final Expr.ColumnRef I = new Expr.ColumnRef("i", ExprType.INTEGER);
  private static final Expr.ColumnRef X = new Expr.ColumnRef("x", ExprType.DOUBLE);
  private static final Expr.ColumnRef S = new Expr.ColumnRef("s", ExprType.STRING);
  private static final Expr.ColumnRef D = new Expr.ColumnRef("d", ExprType.DATE);

  private static final Expr POSITIVE =
      new Expr.Comparison(
          Expr.Comparison.Operator.GT, I, new Expr.Literal(BigDecimal.ZERO, ExprType.INTEGER));

  @TempDir Path spill;
  private DuckDbEngine engine;

  @BeforeEach
  void open() {
    engine = new DuckDbEngine(new DuckDbSettings(256, 2, spill, List.of()));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private Session session(List<List<@Nullable Object>> rows) {
    InlineSource source =
        new InlineSource(
            List.of(
                new Column("i", "integer", true, null),
                new Column("x", "double", true, null),
                new Column("s", "string", true, null),
                new Column("d", "date", true, null)),
            rows);
    return engine.open(source, Duration.ofMinutes(1));
  }

  private Measurements measure(List<List<@Nullable Object>> rows, Metric... metrics) {
    try (Session session = session(rows)) {
      return session.measure(Set.of(metrics));
    }
  }

  private static List<List<@Nullable Object>> integers(@Nullable Object... values) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(row(value, null, null, null));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> doubles(@Nullable Object... values) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(row(1, value, null, null));
    }
    return rows;
  }

  @Test
  void momentsAreThoseOfTheReference() {
    Object[] values = {1e9 + 4, 1e9 + 7, null, 1e9 + 13, 1e9 + 16};
    Moments expected = Moments.NONE;
    for (Object value : values) {
      expected = value == null ? expected : expected.with((Double) value);
    }
    Metric.Spread spread = new Metric.Spread(X, POSITIVE);

    Moments found = measure(doubles(values), spread).moments(spread);

    assertThat(found.count()).isEqualTo(4);
    assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-6));
    assertThat(found.squares()).isCloseTo(90, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void momentsOfWhatIsNotFiniteAreNotNumbers(String odd) {
    Metric.Spread spread = new Metric.Spread(X, null);

    Moments found = measure(doubles(1.0, odd, 2.0), spread).moments(spread);

    assertThat(found.count()).isEqualTo(3);
    assertThat(found.squares()).isNaN();
    assertThat(measure(doubles(), spread).moments(spread)).isEqualTo(Moments.NONE);
    assertThat(measure(doubles(3.0), spread).moments(spread)).isEqualTo(new Moments(1, 3, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0.1, 1, 1.4",
    "0.2, 1, 1.8",
    "0.25, 2, 2",
    "0.5, 3, 3",
    "0.6, 3, 3.4",
    "0.75, 4, 4",
    "0.9, 5, 4.6",
    "1, 5, 5"
  })
  void quantilesAreThoseOfSql(String at, int discrete, double between) {
    Metric.Quantile first = new Metric.Quantile(I, new BigDecimal(at), false, null);
    Metric.Quantile second = new Metric.Quantile(I, new BigDecimal(at), true, null);

    Measurements found = measure(integers(5, 3, null, 1, 4, 2), first, second);

    assertThat(found.value(first)).isEqualTo(new BigDecimal(discrete));
    assertThat((Double) found.value(second)).isCloseTo(between, within(1e-9));
  }

  @Test
  void discreteQuantilesReachTheirShareExactly() {
    for (int n = 1; n <= 12; n++) {
      Object[] values = new Object[n];
      Arrays.setAll(values, i -> i + 1);
      List<Metric.Quantile> wanted = new ArrayList<>();
      for (int k = 0; k <= 12; k++) {
        BigDecimal at = new BigDecimal(k).divide(new BigDecimal(12), 6, java.math.RoundingMode.UP);
        wanted.add(new Metric.Quantile(I, at.min(BigDecimal.ONE), false, null));
      }
      Measurements found = measure(integers(values), wanted.toArray(Metric[]::new));
      for (Metric.Quantile quantile : wanted) {
        long rank =
            quantile
                .at()
                .multiply(new BigDecimal(n))
                .setScale(0, java.math.RoundingMode.CEILING)
                .longValueExact();
        assertThat(found.value(quantile))
            .as(quantile.key() + " of " + n)
            .isEqualTo(BigDecimal.valueOf(Math.max(1, rank)));
      }
    }
  }

  @Test
  void quantilesOfDatesAndOfNothing() {
    Metric.Quantile median = new Metric.Quantile(D, new BigDecimal("0.5"), false, null);
    List<List<@Nullable Object>> rows =
        List.of(row(1, null, null, "2024-01-03"), row(1, null, null, "2024-01-01"));

    assertThat(measure(rows, median).value(median)).isEqualTo(LocalDate.of(2024, 1, 1));
    assertThat(measure(integers(1), median).value(median)).isNull();
  }

  @Test
  void valuesAreMostFrequentFirstThenInOrder() {
    Metric.ValueCounts counts = new Metric.ValueCounts(List.of(S), null, 4);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String text :
        Arrays.asList("b", "a", "\uffff", "\ud83d\ude00", null, null, "B", "b", "", "a")) {
      rows.add(row(1, null, text, null));
    }

    ValueFrequencies found = measure(rows, counts).frequencies(counts);

    assertThat(found.values())
        .containsExactly(
            frequency(2, "a"), frequency(2, "b"), frequency(2, (Object) null), frequency(1, ""));
    assertThat(found.distinct()).isEqualTo(7);
    assertThat(found.rows()).isEqualTo(10);
    Metric.ValueCounts all = new Metric.ValueCounts(List.of(S), null, 100);
    assertThat(measure(rows, all).frequencies(all).values())
        .extracting(Frequency::value)
        .containsExactly("a", "b", null, "", "B", "\uffff", "\ud83d\ude00");
  }

  private static Frequency frequency(long count, @Nullable Object... key) {
    return new Frequency(Arrays.asList(key), count);
  }

  @Test
  void zerosAreOneValueAndNaNIsTheGreatest() {
    Metric.ValueCounts counts = new Metric.ValueCounts(List.of(X), null, 10);

    ValueFrequencies found =
        measure(doubles("NaN", 0.0, -0.0, "Infinity", "NaN", -1.5), counts).frequencies(counts);

    assertThat(found.values())
        .containsExactly(
            frequency(2, 0.0),
            frequency(2, Double.NaN),
            frequency(1, -1.5),
            frequency(1, Double.POSITIVE_INFINITY));
    assertThat(measure(doubles(), counts).frequencies(counts))
        .isEqualTo(new ValueFrequencies(List.of(), 0, 0));
  }

  @Test
  void keysAndValuesOfTheSameColumnsShareOneGroupBy() {
    Metric.ValueCounts few = new Metric.ValueCounts(List.of(I, S), null, 1);
    Metric.ValueCounts many = new Metric.ValueCounts(List.of(I, S), null, 50);
    Metric.KeyGroups keys = new Metric.KeyGroups(List.of(I, S), MissingKeys.NONE, null);
    try (Session session = session(List.of(row(1, null, "a", null), row(1, null, "a", null)))) {
      Measurements found = session.measure(Set.of(few, many, keys));

      assertThat(session.passes().groupBys()).isEqualTo(1);
      assertThat(found.groups(keys).duplicateRows()).isEqualTo(2);
      assertThat(found.frequencies(few)).isEqualTo(found.frequencies(many));
      assertThat(session.explain(Set.of(few, many, keys, Metric.RowCount.ALL)))
          .extracting(statement -> statement.kind())
          .containsExactly(Kind.STAGE, Kind.SCAN, Kind.VALUES);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INCREASING, false, 2, '2,6'",
    "INCREASING, true, 3, '2,3,6'",
    "DECREASING, false, 2, '4,5'",
    "DECREASING, true, 3, '3,4,5'"
  })
  void comparesEachValueWithTheOneBeforeIt(
      Direction direction, boolean strictly, long breaks, String indexes) {
    Metric.OrderBreaks metric = new Metric.OrderBreaks(I, direction, strictly, null);
    // Row 1 is null: 5 is followed by 3.
    try (Session session = session(integers(5, null, 3, 3, 4, 9, 2))) {
      assertThat(session.measure(Set.of(metric)).count(metric)).isEqualTo(breaks);
      List<SampleRow> rows =
          session.sample(List.of(new SampleQuery.OutOfOrder(metric, List.of(I))), 10).get(0);
      assertThat(rows.stream().map(row -> String.valueOf(row.index())).toList())
          .isEqualTo(List.of(indexes.split(",")));
    }
  }

  @Test
  void rowsThatDoNotCountAreNoNeighbours() {
    Metric.OrderBreaks metric = new Metric.OrderBreaks(I, Direction.INCREASING, false, POSITIVE);

    assertThat(measure(integers(1, -5, 2, 0, 3), metric).count(metric)).isZero();
  }

  @Test
  void aQueryOfTheUsersSeesTheDataAndNothingElse() {
    Metric.QueryRows query =
        new Metric.QueryRows(
            "WITH big AS (SELECT * FROM {batch} WHERE i > 1) SELECT i, s AS label, 2.50 AS n"
                + " FROM big JOIN (VALUES (2), (3)) v(k) ON k = i ORDER BY i ;");
    try (Session session =
        session(
            List.of(row(1, null, "a", null), row(2, null, "b", null), row(3, null, "c", null)))) {
      assertThat(session.measure(Set.of(query)).count(query)).isEqualTo(2);
      List<SampleRow> rows = session.sample(List.of(new SampleQuery.RowsOfQuery(query)), 1).get(0);
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).names()).containsExactly("i", "label", "n");
      assertThat(rows.get(0).values())
          .containsExactly(new BigDecimal(2), "b", new BigDecimal("2.50"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "DROP TABLE {batch}",
        "COPY {batch} TO 'x.csv'",
        "ATTACH 'x.db'",
        "SET threads = 1",
        "SELECT * FROM 'x.csv'",
        "SELECT * FROM read_csv('x.csv')",
        "SELECT * FROM {batch} WHERE i IN (SELECT a FROM read_text('/etc/passwd'))",
        "SELECT * FROM __sluice_data",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_settings",
        "SELECT * FROM information_schema.tables",
        "WITH \"x.csv\" AS (SELECT 1) SELECT * FROM \"x.csv\"",
        "WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('x')",
        "SHOW TABLES",
        "DESCRIBE {batch}",
        "SUMMARIZE {batch}",
        "EXPLAIN SELECT 1",
        "PRAGMA version",
        "CALL pragma_version()",
        "SELECT 1) q; DROP TABLE x; --",
        "",
        "selec 1"
      })
  void aQueryThatIsNotOneSelectOverTheDataIsRefused(String sql) {
    Metric.QueryRows query = new Metric.QueryRows(sql);
    Measurements found = measure(integers(1), query, Metric.RowCount.ALL);

    assertThat(found.count(Metric.RowCount.ALL)).isEqualTo(1);
    assertThatThrownBy(() -> found.count(query)).hasMessageContaining(" query");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SELECT repeat('x', 2000000000) ~ the function 'repeat' is not allowed in a query",
        "SELECT lpad(s, 400000000, 'x') FROM {batch} ~ the function 'lpad' is not allowed",
        "SELECT substrng(s, 1) FROM {batch} ~ did you mean 'substring'?",
        "SELECT * REPLACE (repeat(s, 9) AS s) FROM {batch} ~ the function 'repeat' is not allowed",
        "SELECT i FROM {batch} ORDER BY repeat(s, 9) ~ the function 'repeat' is not allowed",
        "SELECT sum(length(repeat(s, 9))) OVER () FROM {batch} ~ the function 'repeat' is not",
        "SELECT s.repeat(9) FROM {batch} ~ without a schema",
        "SELECT main.\"REPEAT\"(s, 9) FROM {batch} ~ without a schema",
        "SELECT * FROM range(length(repeat('x', 9))) ~ the function 'repeat' is not allowed",
        "SELECT * FROM {batch} a JOIN {batch} b ON repeat(a.s, 9) = b.s ~ the function 'repeat'",
        "SELECT list_resize([1], 4000000000) ~ is not allowed in a query",
        "SELECT [1] ~ the function 'list_value' is not allowed in a query",
        "SELECT {'a': 1} ~ the function 'struct_pack' is not allowed in a query",
        "SELECT array_agg(s) FROM {batch} ~ the function 'array_agg' is not allowed",
        "SELECT string_agg(s, ',') FROM {batch} ~ the function 'string_agg' is not allowed",
        "SELECT range(1000000000) ~ the function 'range' is not allowed",
        "SELECT max(i, 100000000) FROM {batch} ~ is not allowed in a query with 2 arguments",
        "SELECT error(s) FROM {batch} ~ the function 'error' is not allowed",
        "SELECT getenv('HOME') ~ the function 'getenv' is not allowed",
        "SELECT CAST(s AS VARCHAR[]) FROM {batch} ~ the type 'list' is not allowed",
        "SELECT CAST(s AS BLOB) FROM {batch} ~ the type 'BLOB' is not allowed",
        "SELECT lambda i: i + 1 ~ a lambda is not allowed",
        "SELECT * FROM {batch} USING SAMPLE 100000000 ROWS ~ sample",
        "SELECT * FROM unnest([1]) ~ the table function 'unnest' is not allowed",
        "WITH RECURSIVE r AS (SELECT 'x' s UNION ALL SELECT s || s FROM r) FROM r ~ recursive",
        "WITH a AS (SELECT s||s||s||s s FROM {batch}), b AS (SELECT concat(s,s,s,s) s FROM a)"
            + " SELECT s||s||s FROM b ~ too much text"
      })
  void aQueryCallsNothingThatMakesMuchOfLittle(String sql, String why) {
    Metric.QueryRows query = new Metric.QueryRows(sql);
    Measurements found = measure(integers(1), query);

    assertThatThrownBy(() -> found.count(query)).hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM {batch} WHERE s || '-' || i LIKE 'a%' OR s NOT ILIKE 'b_' OR s ~ 'x+'",
        "SELECT * FROM {batch} WHERE s SIMILAR TO 'a+' AND i IN (1, 2) AND i NOT IN (3, 4)",
        "SELECT CASE WHEN i > 1 THEN 'x' ELSE s END FROM {batch} WHERE NOT (i BETWEEN 1 AND 2)",
        "SELECT i::VARCHAR, TRY_CAST(s AS DECIMAL(10, 2)), CAST(s AS VARCHAR(3)) FROM {batch}",
        "SELECT s, count(*), count(DISTINCT i) FILTER (WHERE i > 0), median(i), mode(s),"
            + " quantile_cont(i, 0.5), stddev(x), arg_min(s, i) FROM {batch} GROUP BY ALL",
        "SELECT * FROM {batch} QUALIFY row_number() OVER (PARTITION BY s ORDER BY i) > 1",
        "SELECT i - lag(i, 1) OVER w, ntile(4) OVER w FROM {batch} WINDOW w AS (ORDER BY i)",
        "SELECT extract(year FROM d), date_trunc('month', d), d + INTERVAL 1 DAY, age(now(), d),"
            + " date_diff('day', d, current_date), strftime(d, '%Y-%m'), d AT TIME ZONE 'UTC'"
            + " FROM {batch} WHERE d < current_timestamp AND d >= DATE '2020-01-01'",
        "SELECT substring(s FROM 1 FOR 2), position('a' IN s), trim(BOTH ' ' FROM s), s[1],"
            + " coalesce(s, 'x'), nullif(s, ''), ifnull(s, ''), if(i > 1, 1, 2) FROM {batch}",
        "SELECT i % 2, i // 2, i ** 2, -i, abs(i), round(x, 2), isnan(x), md5(s) FROM {batch}",
        "SELECT * FROM {batch} a WHERE EXISTS (SELECT 1 FROM {batch} b WHERE b.i = a.i + 1)"
            + " OR i = ANY (SELECT i FROM {batch}) OR s IS NOT DISTINCT FROM 'x'",
        "SELECT * EXCLUDE (s) FROM {batch} UNION ALL SELECT i, x, d FROM {batch}",
        "WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 9) FROM r",
        "SELECT g FROM range(3) t(g) LEFT JOIN {batch} ON g = i WHERE i IS NULL",
        "SELECT s COLLATE NOCASE, GROUPING(s) FROM {batch} GROUP BY ROLLUP (s)"
      })
  void aQueryMayDoWhatChecksNeed(String sql) {
    Metric.QueryRows query = new Metric.QueryRows(sql);

    assertThat(measure(integers(1), query).count(query)).isNotNegative();
  }

  @Test
  void cellsOfAQueryAreCutBeforeTheyLeaveTheDatabase() {
    Metric.QueryRows query =
        new Metric.QueryRows("SELECT s, s, i AS \"odd \"\"name\", d, x > 1 AS b FROM {batch}");
    try (Session session = session(List.of(row(1, 2.5, "é".repeat(5000), "2024-01-03")))) {
      List<SampleRow> rows = session.sample(List.of(new SampleQuery.RowsOfQuery(query)), 1).get(0);

      assertThat(rows.get(0).names()).containsExactly("s", "s_1", "odd \"name", "d", "b");
      assertThat(rows.get(0).values().get(0)).asString().hasSizeBetween(1000, 1010);
      assertThat(rows.get(0).values().subList(2, 5))
          .containsExactly(BigDecimal.ONE, LocalDate.of(2024, 1, 3), true);
    }
  }

  @Test
  void aFileHasNoOtherTable() {
    Metric.TableRows table = new Metric.TableRows("other");

    assertThatThrownBy(() -> measure(integers(1), table).count(table))
        .hasMessage("a file has no other table beside it");
  }
}
