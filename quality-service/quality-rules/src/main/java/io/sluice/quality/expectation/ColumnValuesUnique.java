package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;

/**
 * {@code expect_column_values_to_be_unique}: every row of a repeated value is unexpected; nulls are
 * missing.
 */
final class ColumnValuesUnique implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_unique";
  }

  @Override
  public Description description() {
    return Description.of(
            "No value occurs twice; every row of a repeated value is unexpected.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN)
        .deviating(
            "NaN equals itself, as in PostgreSQL and Spark; text differs by case and accent whatever"
                + " the database's collation.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    return Rows.unique(scope, Metric.KeyGroups.of(column, scope.where()));
  }
}
