package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.util.Set;

/** {@code expect_column_unique_value_count_to_be_between}: the count of distinct values. */
final class ColumnUniqueValueCountBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_unique_value_count_to_be_between";
  }

  @Override
  public Description description() {
    return Figures.description(
        "The number of distinct values of the column lies between the bounds.",
        "Null is not a value; without any value the count is 0.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.comparable(arguments, scope);
    arguments.count("min_value");
    arguments.count("max_value");
    Metric.KeyGroups groups = Metric.KeyGroups.of(column, scope.where());
    return Figures.between(
        arguments, column, Set.of(groups), measured -> measured.groups(groups).distinct());
  }
}
