package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import java.util.List;
import java.util.function.BinaryOperator;

/** Joins conditions as a balanced tree: engines bound how deep an expression nests. */
final class Conditions {

  private Conditions() {}

  /** True if any is; false of none. */
  static Expr any(List<? extends Expr> conditions) {
    return conditions.isEmpty() ? Expr.truth(false) : joined(conditions, Expr.Or::new);
  }

  /** True if all are; true of none. */
  static Expr all(List<? extends Expr> conditions) {
    return conditions.isEmpty() ? Expr.truth(true) : joined(conditions, Expr.And::new);
  }

  /** Whether a value is known, so that a comparison with it that follows is true or false. */
  static Expr known(Expr value) {
    return new Expr.Not(new Expr.IsNull(value));
  }

  private static Expr joined(List<? extends Expr> conditions, BinaryOperator<Expr> operator) {
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    int middle = conditions.size() / 2;
    return operator.apply(
        joined(conditions.subList(0, middle), operator),
        joined(conditions.subList(middle, conditions.size()), operator));
  }
}
