package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.KeyCounts;
import io.sluice.quality.metric.Metric;
import java.util.Set;

/**
 * {@code expect_column_proportion_of_unique_values_to_be_between}: distinct values of the values
 * that are not null.
 */
final class ColumnUniqueProportionBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_proportion_of_unique_values_to_be_between";
  }

  @Override
  public Description description() {
    return Figures.description(
        "The number of distinct values, divided by the number of values, lies between the bounds.",
        "Nulls are left out of both numbers; without any value the proportion is 0.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.comparable(arguments, scope);
    Metric.KeyGroups groups = Metric.KeyGroups.of(column, scope.where());
    return Figures.between(
        arguments,
        column,
        Set.of(groups),
        measured -> {
          KeyCounts keys = measured.groups(groups);
          return Figures.share(keys.distinct(), keys.rows());
        });
  }
}
