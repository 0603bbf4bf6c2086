package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;
import java.util.Set;

/** {@code expect_column_mean_to_be_between}: nulls are left out; no value at all fails. */
final class ColumnMeanBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_mean_to_be_between";
  }

  @Override
  public Set<String> parameters() {
    return AggregateBetween.PARAMETERS;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return AggregateBetween.plan(Metric.Aggregate.Function.MEAN, arguments, scope);
  }
}
