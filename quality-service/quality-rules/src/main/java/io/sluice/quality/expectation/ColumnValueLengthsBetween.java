package io.sluice.quality.expectation;

import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import java.util.List;
import java.util.Set;

/**
 * {@code expect_column_value_lengths_to_be_between}: lengths count code points; nulls are missing.
 */
final class ColumnValueLengthsBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_value_lengths_to_be_between";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("column", "min_value", "max_value", "strict_min", "strict_max");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    if (!column.type().equals(ExprType.STRING)) {
      throw new ArgumentException(
          "column", "column '" + column.name() + "' is " + column.type().words() + ", not text");
    }
    arguments.count("min_value");
    arguments.count("max_value");
    Bounds bounds = Bounds.read(arguments, new Expr.ColumnRef(column.name(), ExprType.INTEGER));
    Expr length = new Expr.Call(Builtin.LENGTH, List.of(column), ExprType.INTEGER);
    return Rows.meet(scope, bounds.test(length), new Expr.IsNull(column), List.of(column));
  }
}
