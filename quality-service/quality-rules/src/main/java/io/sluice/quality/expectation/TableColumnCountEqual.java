package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import java.math.BigDecimal;
import java.util.Set;

/** {@code expect_table_column_count_to_equal}. */
final class TableColumnCountEqual implements Expectation {

  @Override
  public String name() {
    return "expect_table_column_count_to_equal";
  }

  @Override
  public Description description() {
    return Description.of(
        "The table has that many columns.",
        Description.NO_ROWS,
        Parameter.required("value", "whole number", "how many columns"));
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    BigDecimal value = arguments.requiredCount("value");
    return new Plan(
        Set.of(),
        evidence -> {
          long count = evidence.schema().columns().size();
          return Outcome.observed(value.compareTo(BigDecimal.valueOf(count)) == 0, count);
        },
        null);
  }
}
