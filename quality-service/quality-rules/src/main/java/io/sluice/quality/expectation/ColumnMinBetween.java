package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;

/** {@code expect_column_min_to_be_between}: nulls are left out; no value at all fails. */
final class ColumnMinBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_min_to_be_between";
  }

  @Override
  public Description description() {
    return AggregateBetween.description(
            "The least value of the column lies between the bounds.",
            Legacy.PARSE_DATES,
            Legacy.OUTPUT_FORMAT)
        .deviating(
            "NaN is the greatest number, as in PostgreSQL and Spark; pandas leaves it out as if it"
                + " were null.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return AggregateBetween.plan(Metric.Aggregate.Function.MIN, arguments, scope);
  }
}
