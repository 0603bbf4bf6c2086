package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.util.Set;

/**
 * {@code expect_column_median_to_be_between}: of an even count, the mean of the two in the middle.
 */
final class ColumnMedianBetween implements Expectation {

  private static final BigDecimal HALF = new BigDecimal("0.5");

  @Override
  public String name() {
    return "expect_column_median_to_be_between";
  }

  @Override
  public Description description() {
    return Figures.description(
            "The median of the column, interpolated between the two values in the middle, lies"
                + " between the bounds.",
            Description.NULLS_LEFT_OUT)
        .deviating("NaN counts as the greatest value, as in PostgreSQL; pandas leaves it out.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.numeric(arguments, scope, "median");
    Metric.Quantile median = new Metric.Quantile(column, HALF, true, scope.where());
    return Figures.between(arguments, column, Set.of(median), measured -> measured.value(median));
  }
}
