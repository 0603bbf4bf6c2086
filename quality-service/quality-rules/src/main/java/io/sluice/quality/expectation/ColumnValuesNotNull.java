package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_not_be_null}: looks at every row, so none is missing. */
final class ColumnValuesNotNull implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_not_be_null";
  }

  @Override
  public Description description() {
    return Description.of(
            "No value is null.",
            "A null is unexpected; every row counts, so none is missing.",
            Parameter.COLUMN)
        .deviating("NaN is not null, as in SQL and Spark; pandas takes it for null.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    return Rows.meet(scope, new Expr.Not(new Expr.IsNull(column)), null, List.of(column));
  }
}
