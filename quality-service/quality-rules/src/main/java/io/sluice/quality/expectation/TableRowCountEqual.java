package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.util.Set;

/** {@code expect_table_row_count_to_equal}: counts the rows of {@code where}. */
final class TableRowCountEqual implements Expectation {

  @Override
  public String name() {
    return "expect_table_row_count_to_equal";
  }

  @Override
  public Description description() {
    return Description.of(
        "The table has that many rows.",
        "Every row counts, whatever is null in it.",
        Parameter.required("value", "whole number", "how many rows"));
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    BigDecimal value = arguments.requiredCount("value");
    Metric.RowCount rows = new Metric.RowCount(scope.where());
    return new Plan(
        Set.of(rows),
        evidence -> {
          long count = evidence.measurements().count(rows);
          return Outcome.observed(value.compareTo(BigDecimal.valueOf(count)) == 0, count);
        },
        null);
  }
}
