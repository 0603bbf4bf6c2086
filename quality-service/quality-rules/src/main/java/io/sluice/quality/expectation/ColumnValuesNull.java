package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_be_null}: looks at every row, so none is missing. */
final class ColumnValuesNull implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_null";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every value is null.",
            "Every row counts: a value that is not null is unexpected, none is missing.",
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
    return Rows.meet(scope, new Expr.IsNull(column), null, List.of(column));
  }
}
