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
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** DuckDB answers as the reference evaluator does, for random rows and random predicates. */
class EngineAgreementTest {

  private static final Checker CHECKER = new Checker(CheckerSettings.standard(List.of()));

  private static final List<Column> COLUMNS =
      List.of(
          new Column("i", "integer", true, null),
          new Column("n", "decimal(18,4)", true, null),
          new Column("x", "double", true, null),
          new Column("s", "string", true, null),
          new Column("b", "boolean", true, null),
          new Column("d", "date", true, null));

  @AfterContainer
  static void close() {
    CHECKER.close();
  }

  @Property(tries = 50)
  void duckDbAgreesWithTheReference(
      @ForAll("rows") List<List<@Nullable Object>> rows,
      @ForAll("predicates") List<String> predicates) {
    InlineSource source = new InlineSource(COLUMNS, rows);
    List<Rule> rules = new RuleSetReader().read(ruleSet(predicates)).rules();

    CheckReport sql = check(rules, source, EngineChoice.DUCKDB);
    CheckReport reference = check(rules, source, EngineChoice.ROW);

    for (int i = 0; i < rules.size(); i++) {
      if (overflowed(sql.results().get(i))) {
        continue;
      }
      assertThat(figures(sql.results().get(i)))
          .as(String.valueOf(rules.get(i)))
          .isEqualTo(figures(reference.results().get(i)));
    }
  }

  /**
   * What needs more than 38 digits is refused by DuckDB and computed by the reference: the one
   * allowed difference. An overflow of a narrower type would be a fault of the dialect.
   */
  private static boolean overflowed(RuleResult result) {
    String error = result.error();
    return result.status() == Status.ERRORED
        && error != null
        && ((error.startsWith("Out of Range Error: Overflow in")
                && (error.contains("DECIMAL(38") || error.contains("INT128")))
            || error.startsWith("Conversion Error: a value does not fit DECIMAL(38"));
  }

  private static CheckReport check(List<Rule> rules, InlineSource source, EngineChoice engine) {
    return CHECKER.check(CHECKER.compile(rules, null), source, CheckOptions.standard(), engine);
  }

  private static List<@Nullable Object> figures(RuleResult result) {
    return Arrays.asList(
        result.status(),
        result.elementCount(),
        result.missingCount(),
        result.unexpectedCount(),
        result.whereUnknownCount(),
        result.unexpectedIndexList(),
        result.error());
  }

  private static String ruleSet(List<String> predicates) {
    StringBuilder yaml = new StringBuilder("rules:\n");
    for (int i = 0; i < predicates.size(); i++) {
      yaml.append("  - rows: \"").append(predicates.get(i)).append("\"\n");
      yaml.append("    where: \"").append(predicates.get((i + 1) % predicates.size()));
      yaml.append("\"\n");
    }
    yaml.append("  - expect_column_values_to_be_unique: {column: x}\n");
    yaml.append("  - expect_compound_columns_to_be_unique: {column_list: [s, i]}\n");
    return yaml.toString();
  }

  @Provide
  Arbitrary<List<List<@Nullable Object>>> rows() {
    Arbitrary<Object> integers =
        Arbitraries.of(-2L, 0L, 1L, 3L, 7L, Long.MAX_VALUE, Long.MIN_VALUE).map(value -> value);
    Arbitrary<Object> decimals =
        Arbitraries.of("0", "-0.5", "0.1", "2.5", "-2.5", "99999999999999.9999", "0.0001")
            .map(BigDecimal::new);
    Arbitrary<Object> doubles =
        Arbitraries.of("NaN", "Infinity", "-Infinity", "0.0", "-0.0", "0.1", "2.5", "1e300")
            .map(text -> (Object) Double.valueOf(text))
            .map(EngineAgreementTest::asJson);
    Arbitrary<Object> texts =
        Arbitraries.of("", " ", "a", "A", "ab", "é", "ß", "😀b", "a\nb", "\uffff", "it's")
            .map(value -> value);
    Arbitrary<Object> truths = Arbitraries.of(true, false).map(value -> value);
    Arbitrary<Object> dates =
        Arbitraries.of("2024-02-29", "1900-01-01", "2024-12-31").map(value -> value);
    return Combinators.combine(
            integers.injectNull(0.2),
            decimals.injectNull(0.2),
            doubles.injectNull(0.2),
            texts.injectNull(0.2),
            truths.injectNull(0.2),
            dates.injectNull(0.2))
        .as((i, n, x, s, b, d) -> Arrays.asList(i, n, x, s, b, d))
        .list()
        .ofMaxSize(30);
  }

  private static Object asJson(Object value) {
    double real = (Double) value;
    return Double.isFinite(real) ? value : value.toString();
  }

  @Provide
  Arbitrary<List<String>> predicates() {
    return truth(3).list().ofMinSize(2).ofMaxSize(8);
  }

  private Arbitrary<String> truth(int depth) {
    List<Arbitrary<String>> choices = new ArrayList<>();
    choices.add(comparison(exact(1), exact(1)));
    choices.add(comparison(real(), exact(1)));
    choices.add(comparison(text(), text()));
    choices.add(
        Arbitraries.of(
            "b",
            "d > '2024-01-01'",
            "year(d) == 2024",
            "s =~ 'a.?'",
            "s !~ '[a-z]+'",
            "s =^ 'a'",
            "s =$ 'b'",
            "empty(s)",
            "i =~ [1, 3, null]",
            "n =~ -1..3",
            "x =~ [NaN, 0]",
            "(b ? i : 3) > 2",
            "size(s) >= 2",
            "contains(s, 'a')",
            "d == null",
            "x != null"));
    if (depth > 0) {
      Arbitrary<String> inner = truth(depth - 1);
      choices.add(Combinators.combine(inner, inner).as((l, r) -> "(" + l + ") and (" + r + ")"));
      choices.add(Combinators.combine(inner, inner).as((l, r) -> "(" + l + ") or (" + r + ")"));
      choices.add(inner.map(operand -> "not (" + operand + ")"));
    }
    return Arbitraries.oneOf(choices);
  }

  private static Arbitrary<String> comparison(Arbitrary<String> left, Arbitrary<String> right) {
    return Combinators.combine(left, Arbitraries.of("==", "!=", "<", "<=", ">", ">="), right)
        .as((l, operator, r) -> l + " " + operator + " " + r);
  }

  private Arbitrary<String> exact(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "i",
            "n",
            "0",
            "2.5",
            "7",
            "abs(n)",
            "round(n, 1)",
            "floor(n)",
            "ceil(n)",
            "min(i, n)",
            "max(i, 3)",
            "(i ?? 1)",
            "size(s)",
            "-n");
    if (depth == 0) {
      return leaf;
    }
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(exact(0), Arbitraries.of("+", "-", "*", "/", "%"), exact(0))
            .as((l, operator, r) -> "(" + l + " " + operator + " " + r + ")"));
  }

  private static Arbitrary<String> real() {
    return Arbitraries.of(
        "x",
        "(x + 1)",
        "(x * 2)",
        "(x / 2)",
        "(x / n)",
        "abs(x)",
        "round(x)",
        "floor(x)",
        "max(x, n)",
        "min(x, 1)",
        "(x ?? 0)",
        "-x");
  }

  private static Arbitrary<String> text() {
    return Arbitraries.of(
        "s",
        "'a'",
        "''",
        "upper(s)",
        "lower(s)",
        "trim(s)",
        "substring(s, 1)",
        "substring(s, 0, 1)",
        "replace(s, 'a', 'b')",
        "(s ?? 'z')",
        "'😀'");
  }
}
