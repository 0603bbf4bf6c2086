package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;

/** {@code expect_column_max_to_be_between}: nulls are left out; no value at all fails. */
final class ColumnMaxBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_max_to_be_between";
  }

  @Override
  public Description description() {
    return AggregateBetween.description(
            "The greatest value of the column lies between the bounds.",
            Legacy.PARSE_DATES,
            Legacy.OUTPUT_FORMAT)
        .deviating(
            "NaN is the greatest number, as in PostgreSQL and Spark; pandas leaves it out as if it"
                + " were null.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return AggregateBetween.plan(Metric.Aggregate.Function.MAX, arguments, scope);
  }
}
