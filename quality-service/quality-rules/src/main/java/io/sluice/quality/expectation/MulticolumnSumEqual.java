package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Literals;

/** {@code expect_multicolumn_sum_to_equal}: a row whose sum is null is met, as in PostgreSQL. */
final class MulticolumnSumEqual implements Expectation {

  @Override
  public String name() {
    return "expect_multicolumn_sum_to_equal";
  }

  @Override
  public Description description() {
    return Description.of(
            "In each row the columns add up to the total.",
            "A row that ignore_row_if names is missing; in another row with a null the rule is met.",
            Columns.COLUMN_LIST,
            Parameter.required("sum_total", "number", "the total"),
            Columns.IGNORE_ROW_IF)
        .deviating(
            "Where a value is null and the row is not ignored, PostgreSQL's answer holds: the sum is"
                + " unknown and the row counts as met. In pandas it is unexpected, in Spark null"
                + " counts as 0. Exact numbers add up exactly.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Columns columns = Columns.read(arguments, scope);
    Expr sum = Literals.sum(columns.columns().stream().map(MulticolumnSumEqual::number).toList());
    return columns.meet(
        scope,
        new Expr.Comparison(
            Expr.Comparison.Operator.EQ, sum, Literals.number(arguments.number("sum_total"))));
  }

  private static Expr number(Expr.ColumnRef column) {
    if (!column.type().isNumeric()) {
      throw new ArgumentException(
          "column_list",
          "column '" + column.name() + "' is " + column.type().words() + ", not a number");
    }
    return column;
  }
}
