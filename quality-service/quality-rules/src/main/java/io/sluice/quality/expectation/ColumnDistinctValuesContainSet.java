package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import java.util.Set;

/** {@code expect_column_distinct_values_to_contain_set}: further values are allowed. */
final class ColumnDistinctValuesContainSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_distinct_values_to_contain_set";
  }

  @Override
  public Description description() {
    return DistinctValues.description(
            "Every value of the set occurs among the distinct values of the column.", true)
        .deviating(
            "At most "
                + DistinctValues.SHOWN
                + " distinct values are shown, the most frequent ones; the verdict is about all.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    DistinctValues set = DistinctValues.required(arguments, scope);
    Set<Object> expected = set.values();
    Metric.ValueCounts counts = set.counts(scope);
    return new Plan(
        Set.of(counts),
        evidence -> {
          ValueFrequencies found = evidence.measurements().frequencies(counts);
          boolean contained = DistinctValues.distinct(found).containsAll(expected);
          Metric.ValueCounts within = set.countsWithin(scope);
          return contained || found.complete() || within == null
              ? DistinctValues.outcome(contained && !set.withNull(), found)
              : decidedBy(within, set, found);
        },
        null);
  }

  /** Too many values to name them all: those of the set are counted by themselves. */
  private static Plan decidedBy(
      Metric.ValueCounts within, DistinctValues set, ValueFrequencies all) {
    return new Plan(
        Set.of(within),
        evidence -> {
          long found = evidence.measurements().frequencies(within).distinct();
          return DistinctValues.outcome(!set.withNull() && found == set.values().size(), all);
        },
        null);
  }
}
