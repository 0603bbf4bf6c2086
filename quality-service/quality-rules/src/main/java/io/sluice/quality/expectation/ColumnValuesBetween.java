package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/**
 * {@code expect_column_values_to_be_between}: numbers, text (by code point), dates and timestamps;
 * bounds are inclusive unless strict; nulls are missing.
 */
final class ColumnValuesBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_between";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every value lies between the bounds, which are inclusive unless strict.",
            Description.NULL_IS_MISSING,
            Parameter.then(
                Parameter.COLUMN,
                Parameter.BOUNDS,
                Legacy.CROSS_TYPES,
                Legacy.PARSE_DATES,
                Legacy.OUTPUT_FORMAT))
        .deviating(
            "Text orders by code point whatever the database's collation; NaN is the greatest"
                + " number, as in PostgreSQL and Spark, while pandas takes it for null.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    Legacy.check(arguments, column);
    Expr condition = Bounds.read(arguments, column).test(column);
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
