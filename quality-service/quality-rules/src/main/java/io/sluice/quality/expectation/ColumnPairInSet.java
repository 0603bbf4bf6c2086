package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code expect_column_pair_values_to_be_in_set}: a null in a pair of the set is a null. */
final class ColumnPairInSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_pair_values_to_be_in_set";
  }

  @Override
  public Description description() {
    return Description.of(
            "In each row the values of the two columns are one of the pairs.",
            "A row that ignore_row_if names is missing; in another row null equals the null of a"
                + " pair.",
            Pairs.COLUMN_A,
            Pairs.COLUMN_B,
            Parameter.optional(
                "value_pairs_set",
                "list of pairs",
                null,
                "the allowed pairs; left out: every row passes; empty: none does"),
            Pairs.IGNORE_ROW_IF)
        .deviating(
            "Values of the pairs must be of the columns' types. Releases of GX whose SQL looked at"
                + " the last pair only are not followed.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Pairs pairs = Pairs.read(arguments, scope);
    List<List<@Nullable Object>> allowed = arguments.pairs("value_pairs_set");
    if (allowed == null) {
      return pairs.meet(scope, Expr.truth(true));
    }
    if (allowed.size() > MOST_PAIRS) {
      throw new ArgumentException(
          "value_pairs_set", "value_pairs_set holds at most " + MOST_PAIRS + " pairs");
    }
    Map<Expr, List<Expr>> byFirst = new LinkedHashMap<>();
    for (List<@Nullable Object> pair : allowed) {
      byFirst
          .computeIfAbsent(equal(pairs.a(), pair.get(0)), first -> new ArrayList<>())
          .add(equal(pairs.b(), pair.get(1)));
    }
    List<Expr> choices = new ArrayList<>();
    byFirst.forEach((first, seconds) -> choices.add(new Expr.And(first, Conditions.any(seconds))));
    return pairs.meet(scope, Conditions.any(choices));
  }

  private static final int MOST_PAIRS = 1000;

  /** True or false, never unknown. */
  private static Expr equal(Expr.ColumnRef column, @Nullable Object value) {
    return value == null
        ? new Expr.IsNull(column)
        : new Expr.And(
            Conditions.known(column),
            new Expr.Comparison(
                Expr.Comparison.Operator.EQ,
                column,
                Arguments.constant("value_pairs_set", value, column)));
  }
}
