package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import java.util.Set;

/** {@code expect_table_column_count_to_be_between}: the bounds are inclusive. */
final class TableColumnCountBetween implements Expectation {

  @Override
  public String name() {
    return "expect_table_column_count_to_be_between";
  }

  @Override
  public Description description() {
    return Description.of(
        "The number of columns lies between the bounds, which are inclusive.",
        Description.NO_ROWS,
        Parameter.optional("min_value", "whole number", null, "the fewest columns"),
        Parameter.optional("max_value", "whole number", null, "the most columns"));
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    CountBounds bounds = CountBounds.read(arguments);
    return new Plan(
        Set.of(),
        evidence -> {
          long count = evidence.schema().columns().size();
          return Outcome.observed(bounds.hold(count), count);
        },
        null);
  }
}
