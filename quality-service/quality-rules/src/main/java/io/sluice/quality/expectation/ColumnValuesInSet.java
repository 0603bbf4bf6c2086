package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

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
                "the allowed values; left out: every value passes; empty: none does"),
            Legacy.PARSE_DATES)
        .deviating(
            "Values of the set must be of the column's type; GX leaves the mixing of types to the"
                + " engine.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    Legacy.check(arguments, column);
    Expr missing = new Expr.IsNull(column);
    List<Expr> items = ValueSet.read(arguments, "value_set", column);
    if (items == null) {
      return Rows.meet(scope, Expr.truth(true), missing, List.of(column));
    }
    Expr condition = items.isEmpty() ? new Expr.IsNull(column) : new Expr.InList(column, items);
    return Rows.meet(scope, condition, missing, List.of(column));
  }
}
