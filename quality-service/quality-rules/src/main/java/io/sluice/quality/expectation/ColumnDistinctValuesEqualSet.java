package io.sluice.quality.expectation;

import java.util.Set;

/** {@code expect_column_distinct_values_to_equal_set}: both ways, in any order. */
final class ColumnDistinctValuesEqualSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_distinct_values_to_equal_set";
  }

  @Override
  public Description description() {
    return DistinctValues.description(
            "The distinct values of the column are exactly those of the set.", true)
        .deviating(
            "At most "
                + DistinctValues.SHOWN
                + " distinct values are shown, the most frequent ones; the verdict is about all.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    DistinctValues set = DistinctValues.required(arguments, scope);
    Set<Object> expected = set.values();
    return set.judged(
        scope,
        found -> !set.withNull() && found.size() == expected.size() && found.containsAll(expected));
  }
}
