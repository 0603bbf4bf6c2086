package io.sluice.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Column;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.EngineChoice;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.testing.PostgresTables;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * DuckDB, the row engine and PostgreSQL give the same verdict, figures and rows for random tables
 * and a random choice of expectations. {@code -Dsluice.agreement.tries} says how many tables.
 */
class AllEnginesAgreeTest {

  private static final int TRIES = Integer.getInteger("sluice.agreement.tries", 12);
  private static final long SEED = Long.getLong("sluice.agreement.seed", 20261122L);

  private static final Checker CHECKER = new Checker(CheckerSettings.standard(List.of()));

  private static final List<Column> COLUMNS =
      List.of(
          new Column("i", "integer", true, null),
          new Column("n", "decimal(18,4)", true, null),
          new Column("x", "double", true, null),
          new Column("s", "string", true, null),
          new Column("t", "string", true, null),
          new Column("b", "boolean", true, null),
          new Column("d", "date", true, null),
          new Column("at", "timestamp", true, null));

  private static final List<String> RULES =
      List.of(
          "expect_column_values_to_not_be_null: {column: s, mostly: 0.5}",
          "expect_column_values_to_be_null: {column: i}",
          "expect_column_values_to_be_in_set: {column: i, value_set: [0, 1, 7]}",
          "expect_column_values_to_not_be_in_set: {column: s, value_set: ['a', '', '😀b']}",
          "expect_column_values_to_be_in_set: {column: x, value_set: [0, 2.5]}",
          "expect_column_values_to_be_between: {column: n, min_value: -1, max_value: 2.5, strict_max: true}",
          "expect_column_values_to_be_between: {column: x, min_value: 0}",
          "expect_column_values_to_be_between: {column: d, min_value: '2000-01-01'}",
          "expect_column_values_to_match_regex: {column: s, regex: '^[a-z]+'}",
          "expect_column_values_to_not_match_regex: {column: s, regex: 'b$'}",
          "expect_column_values_to_match_strftime_format: {column: t, strftime_format: '%Y-%m-%d'}",
          "expect_column_values_to_be_json_parseable: {column: t}",
          "expect_column_value_lengths_to_be_between: {column: s, min_value: 1, max_value: 2}",
          "expect_column_value_lengths_to_equal: {column: s, value: 2}",
          "expect_column_values_to_be_unique: {column: x}",
          "expect_column_values_to_be_unique: {column: n}",
          "expect_compound_columns_to_be_unique: {column_list: [s, b]}",
          "expect_column_pair_values_a_to_be_greater_than_b: {column_A: i, column_B: n}",
          "expect_column_pair_values_to_be_equal: {column_A: s, column_B: t}",
          "expect_column_distinct_values_to_be_in_set: {column: s, value_set: ['a', 'A', 'ab']}",
          "expect_column_unique_value_count_to_be_between: {column: n, min_value: 1, max_value: 3}",
          "expect_column_max_to_be_between: {column: n, max_value: 3}",
          "expect_column_min_to_be_between: {column: i, min_value: 0}",
          "expect_column_max_to_be_between: {column: s, max_value: 'z'}",
          "expect_column_mean_to_be_between: {column: n, min_value: 0, max_value: 100}",
          "expect_column_sum_to_be_between: {column: n, min_value: 0, max_value: 100}",
          "expect_column_median_to_be_between: {column: n, min_value: 0, max_value: 1}",
          "expect_column_stdev_to_be_between: {column: n, min_value: 0, max_value: 10}",
          "expect_table_row_count_to_be_between: {min_value: 1, max_value: 20}");

  private static final List<String> CONDITIONS =
      List.of(
          "b",
          "not b",
          "i > 0",
          "x >= 0.1",
          "n * 2 < i",
          "s =~ 'a.?'",
          "s =^ 'a' or b",
          "d > '2024-01-01'",
          "at <= timestamp('2024-02-29T00:00:00')",
          "(i ?? 1) + n >= 0",
          "x == 0 or x != x",
          "size(s) < 3",
          "s < t",
          "s =~ ['a', 'ab', null]",
          "round(n, 1) == n",
          "n / i > 0.3",
          "year(d) == 2024 and month(at) == 2",
          "upper(s) == 'A'",
          "empty(t)");

  @AfterAll
  static void close() {
    CHECKER.close();
  }

  @Test
  void everyEngineAgrees() {
    int errored = 0;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      // given
      long seed = SEED + attempt;
      Random random = new Random(seed);
      InlineSource source = new InlineSource(COLUMNS, rows(random));
      List<Rule> rules = new RuleSetReader().read(ruleSet(random)).rules();

      // when
      CheckReport reference =
          CHECKER.check(CHECKER.compile(rules, null), source, options(), EngineChoice.ROW);
      CheckReport duckDb =
          CHECKER.check(CHECKER.compile(rules, null), source, options(), EngineChoice.DUCKDB);
      CheckReport postgres =
          CHECKER.check(
              CHECKER.compile(rules, null),
              PostgresTables.shared().load(source),
              options(),
              EngineChoice.DUCKDB);

      // then
      for (int i = 0; i < rules.size(); i++) {
        String what = "seed " + seed + ", " + rules.get(i).type() + " " + rules.get(i);
        RuleResult expected = reference.results().get(i);
        errored += expected.status() == Status.ERRORED ? 1 : 0;
        if (!isBeyondDigits(duckDb.results().get(i))) {
          assertThat(figures(duckDb.results().get(i)))
              .as("duckdb, " + what)
              .isEqualTo(figures(expected));
          assertThat(duckDb.results().get(i).unexpectedIndexList())
              .as("duckdb, rows of " + what)
              .isEqualTo(expected.unexpectedIndexList());
        }
        if (!isBeyondDigits(postgres.results().get(i))) {
          assertThat(figures(postgres.results().get(i)))
              .as("postgres, " + what)
              .isEqualTo(figures(expected));
        }
      }
    }
    assertThat(errored).as("rules that no engine could judge").isLessThan(TRIES);
  }

  private static CheckOptions options() {
    return CheckOptions.standard();
  }

  /** What needs more digits than a database has is refused by it, never answered wrongly. */
  private static boolean isBeyondDigits(RuleResult result) {
    String error = result.error();
    return result.status() == Status.ERRORED
        && error != null
        && (error.contains("Out of Range") || error.contains("out of range"));
  }

  private static List<@Nullable Object> figures(RuleResult result) {
    return Arrays.asList(
        result.status(),
        result.elementCount(),
        result.missingCount(),
        result.unexpectedCount(),
        result.whereUnknownCount(),
        result.error());
  }

  private static String ruleSet(Random random) {
    StringBuilder yaml = new StringBuilder("rules:\n");
    for (int i = 0; i < 12; i++) {
      if (random.nextInt(3) == 0) {
        yaml.append("  - rows: \"").append(one(random, CONDITIONS)).append("\"\n");
      } else {
        yaml.append("  - ").append(one(random, RULES)).append("\n");
      }
      if (random.nextInt(3) == 0) {
        yaml.append("    where: \"").append(one(random, CONDITIONS)).append("\"\n");
      }
    }
    return yaml.toString();
  }

  private static List<List<@Nullable Object>> rows(Random random) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int size = random.nextInt(25);
    for (int row = 0; row < size; row++) {
      rows.add(
          Arrays.asList(
              orNull(random, one(random, List.of(-2L, 0L, 1L, 3L, 7L))),
              orNull(
                  random,
                  new BigDecimal(
                      one(random, List.of("0", "-0.5", "0.1", "2.5", "99999999999999.9999")))),
              orNull(
                  random,
                  one(
                      random,
                      List.<Object>of("NaN", "Infinity", "-Infinity", 0.0, -0.0, 0.1, 2.5, 1e300))),
              orNull(
                  random,
                  one(random, List.of("", " ", "a", "A", "ab", "é", "ß", "😀b", "a\nb", "it's"))),
              orNull(
                  random,
                  one(
                      random,
                      List.of("a", "", "2024-02-30", "2024-02-29", "{\"a\": 1}", "[1", "12"))),
              orNull(random, random.nextBoolean()),
              orNull(random, one(random, List.of("2024-02-29", "1900-01-01", "2024-12-31"))),
              orNull(
                  random,
                  one(random, List.of("2024-02-29T00:00:00", "1969-12-31T23:59:59.999999")))));
    }
    return rows;
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static @Nullable Object orNull(Random random, Object value) {
    return random.nextInt(5) == 0 ? null : value;
  }
}
