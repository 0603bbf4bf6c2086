package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;

/** {@code expect_column_mean_to_be_between}: nulls are left out; no value at all fails. */
final class ColumnMeanBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_mean_to_be_between";
  }

  @Override
  public Description description() {
    return AggregateBetween.description("The mean of the column lies between the bounds.")
        .deviating(
            "Exact numbers keep an exact mean, as in PostgreSQL. One NaN makes the mean NaN, which"
                + " is above every bound; pandas leaves NaN out.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return AggregateBetween.plan(Metric.Aggregate.Function.MEAN, arguments, scope);
  }
}
