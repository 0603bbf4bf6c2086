package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;
import java.util.Set;

/** {@code expect_column_distinct_values_to_be_in_set}: no set is always met. */
final class ColumnDistinctValuesInSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_distinct_values_to_be_in_set";
  }

  @Override
  public Description description() {
    return DistinctValues.description("Every distinct value of the column is in the set.", false)
        .deviating(
            "At most "
                + DistinctValues.SHOWN
                + " distinct values are shown, the most frequent ones; the verdict is about all.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    DistinctValues set = DistinctValues.read(arguments, scope);
    if (set == null) {
      Metric.ValueCounts counts =
          DistinctValues.counts(Figures.comparable(arguments, scope), scope, 1);
      return new Plan(
          Set.of(counts),
          evidence -> DistinctValues.outcome(true, evidence.measurements().frequencies(counts)),
          null);
    }
    // More distinct values than the set has are out of it, named or not.
    Set<Object> allowed = set.values();
    return set.judged(scope, allowed::containsAll);
  }
}
