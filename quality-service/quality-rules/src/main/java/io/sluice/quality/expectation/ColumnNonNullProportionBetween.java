package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.util.Set;

/** {@code expect_column_proportion_of_non_null_values_to_be_between}: values of all rows. */
final class ColumnNonNullProportionBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_proportion_of_non_null_values_to_be_between";
  }

  @Override
  public Description description() {
    return Figures.description(
        "The number of values that are not null, divided by the number of rows, lies between the"
            + " bounds.",
        "Nulls are what it measures; without any row the proportion is 0.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    Metric.RowCount rows = new Metric.RowCount(scope.where());
    Metric.RowCount missing = new Metric.RowCount(scope.within(new Expr.IsNull(column)));
    return Figures.between(
        arguments,
        column,
        Set.of(rows, missing),
        measured -> {
          long all = measured.count(rows);
          return Figures.share(all - measured.count(missing), all);
        });
  }
}
