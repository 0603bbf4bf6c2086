package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.metric.Metric;
import java.util.Set;

/** {@code expect_table_row_count_to_be_between}: counts the rows of {@code where}. */
final class TableRowCountBetween implements Expectation {

  @Override
  public String name() {
    return "expect_table_row_count_to_be_between";
  }

  @Override
  public Description description() {
    return Description.of(
            "The number of rows lies between the bounds, which are inclusive.",
            "Every row counts, whatever is null in it.",
            Parameter.optional("min_value", "whole number", null, "the fewest rows"),
            Parameter.optional("max_value", "whole number", null, "the most rows"),
            Parameter.optional(
                "strict_min", "true or false", "false", "whether min_value itself is too few"),
            Parameter.optional(
                "strict_max", "true or false", "false", "whether max_value itself is too many"))
        .deviating("strict_min and strict_max are of later releases of GX 1.x; 0.18 ignores them.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    CountBounds bounds = CountBounds.read(arguments);
    Metric.RowCount rows = new Metric.RowCount(scope.where());
    return new Plan(
        Set.of(rows),
        evidence -> {
          long count = evidence.measurements().count(rows);
          return Outcome.observed(bounds.hold(count), count);
        },
        null);
  }
}
