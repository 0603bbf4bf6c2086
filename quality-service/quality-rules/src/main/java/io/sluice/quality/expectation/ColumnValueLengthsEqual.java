package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Literals;
import java.util.List;

/** {@code expect_column_value_lengths_to_equal}: lengths count code points. */
final class ColumnValueLengthsEqual implements Expectation {

  @Override
  public String name() {
    return "expect_column_value_lengths_to_equal";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text has that length.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("value", "whole number", "the length, in code points"))
        .deviating("Only text has a length; in pandas a list has one too.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    Expr length = new Expr.Call(Builtin.LENGTH, List.of(column), ExprType.INTEGER);
    Expr condition =
        new Expr.Comparison(
            Expr.Comparison.Operator.EQ, length, Literals.number(arguments.requiredCount("value")));
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
