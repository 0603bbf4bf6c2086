package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Literals;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code expect_column_pair_values_a_to_be_greater_than_b}: a row on which the comparison is
 * unknown is missing, whatever {@code ignore_row_if} says (GX counts it as met for {@code
 * neither}).
 */
final class ColumnPairAGreaterThanB implements Expectation {

  @Override
  public String name() {
    return "expect_column_pair_values_a_to_be_greater_than_b";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("column_A", "column_B", "or_equal", "ignore_row_if");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  private static final Set<String> IGNORE =
      Set.of("both_values_are_missing", "either_value_is_missing", "neither");

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef a = scope.column(arguments.text("column_A"));
    Expr.ColumnRef b = scope.column(arguments.text("column_B"));
    String ignore = arguments.text("ignore_row_if", "both_values_are_missing");
    if (!IGNORE.contains(ignore)) {
      throw new ArgumentException(
          "ignore_row_if", "'" + ignore + "' is not one of " + new TreeSet<>(IGNORE));
    }
    if (!Literals.comparable(a.type(), b.type())) {
      throw new ArgumentException(
          "column_B", "cannot compare " + a.type().words() + " with " + b.type().words());
    }
    Expr.Comparison.Operator operator =
        arguments.truth("or_equal", false)
            ? Expr.Comparison.Operator.GE
            : Expr.Comparison.Operator.GT;
    Expr missing = new Expr.Or(new Expr.IsNull(a), new Expr.IsNull(b));
    return Rows.meet(scope, new Expr.Comparison(operator, a, b), missing, List.of(a, b));
  }
}
