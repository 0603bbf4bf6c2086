package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import java.util.List;

/**
 * {@code expect_column_value_lengths_to_be_between}: lengths count code points; nulls are missing.
 */
final class ColumnValueLengthsBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_value_lengths_to_be_between";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text has a length between the bounds.",
            Description.NULL_IS_MISSING,
            Parameter.then(Parameter.COLUMN, Parameter.BOUNDS))
        .deviating(
            "Lengths count code points, as in PostgreSQL, pandas and Spark. Only text has a length;"
                + " in pandas a list has one too.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    arguments.count("min_value");
    arguments.count("max_value");
    Bounds bounds = Bounds.read(arguments, new Expr.ColumnRef(column.name(), ExprType.INTEGER));
    Expr length = new Expr.Call(Builtin.LENGTH, List.of(column), ExprType.INTEGER);
    return Rows.meet(scope, bounds.test(length), new Expr.IsNull(column), List.of(column));
  }
}
