package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_values_to_be_in_set}: nulls are missing, a null in the set says nothing; no
 * set is always met, an empty one never is by a value.
 */
final class ColumnValuesInSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_in_set";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every value is one of the set.",
            Description.NULL_IS_MISSING + " A null in the set says nothing.",
            Parameter.COLUMN,
            Parameter.optional(
                "value_set",
                "list of values",
                null,
                "the allowed values; left out: every value passes; empty: none does"))
        .deviating(
            "Values of the set must be of the column's type; GX leaves the mixing of types to the"
                + " engine.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  private static final int MAX_VALUES = 10_000;

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    Expr missing = new Expr.IsNull(column);
    List<@Nullable Object> values = arguments.list("value_set");
    if (values == null) {
      return Rows.meet(scope, Expr.truth(true), missing, List.of(column));
    }
    if (values.size() > MAX_VALUES) {
      throw new ArgumentException("value_set", "value_set holds at most " + MAX_VALUES + " values");
    }
    List<Expr> items = new ArrayList<>();
    for (Object value : values) {
      if (value != null) {
        items.add(Arguments.constant("value_set", value, column));
      }
    }
    Expr condition = items.isEmpty() ? new Expr.IsNull(column) : new Expr.InList(column, items);
    return Rows.meet(scope, condition, missing, List.of(column));
  }
}
