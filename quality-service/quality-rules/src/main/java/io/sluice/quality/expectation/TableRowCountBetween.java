package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        .deviating("strict_min and strict_max are ours; GX has them in other rules only.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    BigDecimal min = arguments.count("min_value");
    BigDecimal max = arguments.count("max_value");
    if (min == null && max == null) {
      throw new ArgumentException("min_value", "min_value and max_value cannot both be absent");
    }
    boolean strictMin = arguments.truth("strict_min", false);
    boolean strictMax = arguments.truth("strict_max", false);
    Metric.RowCount rows = new Metric.RowCount(scope.where());
    return new Plan(
        Set.of(rows),
        evidence -> {
          long count = evidence.measurements().count(rows);
          BigDecimal value = BigDecimal.valueOf(count);
          boolean met = above(value, min, strictMin) && below(value, max, strictMax);
          return Outcome.observed(met, count);
        },
        null);
  }

  private static boolean above(BigDecimal value, @Nullable BigDecimal min, boolean strict) {
    return min == null || value.compareTo(min) >= (strict ? 1 : 0);
  }

  private static boolean below(BigDecimal value, @Nullable BigDecimal max, boolean strict) {
    return max == null || value.compareTo(max) <= (strict ? -1 : 0);
  }
}
