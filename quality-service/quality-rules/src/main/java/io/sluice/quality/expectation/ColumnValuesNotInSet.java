package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_not_be_in_set}: a null in the set says nothing. */
final class ColumnValuesNotInSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_not_be_in_set";
  }

  @Override
  public Description description() {
    return Description.of(
            "No value is one of the set.",
            Description.NULL_IS_MISSING + " A null in the set says nothing.",
            Parameter.COLUMN,
            Parameter.optional(
                "value_set",
                "list of values",
                null,
                "the values that must not occur; left out or empty: every value passes"),
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
    List<Expr> values = ValueSet.read(arguments, "value_set", column);
    Expr condition =
        values == null || values.isEmpty()
            ? Expr.truth(true)
            : new Expr.Not(new Expr.InList(column, values));
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
