package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import java.util.List;
import java.util.Set;

/**
 * {@code expect_column_values_to_be_between}: numbers, text (by code point), dates and timestamps;
 * bounds are inclusive unless strict; nulls are missing.
 */
final class ColumnValuesBetween implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_between";
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
    Expr condition = Bounds.read(arguments, column).test(column);
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
