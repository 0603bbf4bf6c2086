package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;

/** {@code expect_column_sum_to_be_between}: nulls are left out; no value at all fails. */
final class ColumnSumBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_sum_to_be_between";
  }

  @Override
  public Description description() {
    return AggregateBetween.description("The sum of the column lies between the bounds.")
        .deviating(
            "The sum of no values is null, as in SQL, and fails; in pandas it is 0. Sums do not"
                + " overflow.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return AggregateBetween.plan(Metric.Aggregate.Function.SUM, arguments, scope);
  }
}
