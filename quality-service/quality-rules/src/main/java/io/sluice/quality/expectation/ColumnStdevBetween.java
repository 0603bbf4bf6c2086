package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.util.Set;

/** {@code expect_column_stdev_to_be_between}: the sample standard deviation, divided by n - 1. */
final class ColumnStdevBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_stdev_to_be_between";
  }

  @Override
  public Description description() {
    return Figures.description(
        "The sample standard deviation of the column (divided by n - 1) lies between the bounds.",
        "Nulls are left out; of fewer than two values the observed value is null and the rule"
            + " fails.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.numeric(arguments, scope, "standard deviation");
    Metric.Spread spread = new Metric.Spread(column, scope.where());
    return Figures.between(
        arguments, column, Set.of(spread), measured -> measured.moments(spread).sampleDeviation());
  }
}
