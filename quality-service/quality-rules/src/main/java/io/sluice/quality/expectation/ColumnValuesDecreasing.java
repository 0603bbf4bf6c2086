package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric.OrderBreaks.Direction;

/** {@code expect_column_values_to_be_decreasing}: in the order of the source's rows. */
final class ColumnValuesDecreasing implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_decreasing";
  }

  @Override
  public Description description() {
    return Ordering.description("No value is greater than the one before it.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return Ordering.plan(Direction.DECREASING, arguments, scope);
  }
}
