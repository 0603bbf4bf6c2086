package io.sluice.quality.engine.postgres;

import io.sluice.quality.expression.Expr;

/** Which kinds of expressions can be written at all. */
final class PostgresParts {

  private PostgresParts() {}

  static boolean writes(Expr expr) {
    return expr instanceof Expr.ColumnRef
        || expr instanceof Expr.Comparison
        || expr instanceof Expr.And
        || expr instanceof Expr.Or
        || expr instanceof Expr.Not
        || expr instanceof Expr.IsNull
        || expr instanceof Expr.InList
        || expr instanceof Expr.Negation
        || expr instanceof Expr.Conditional
        || expr instanceof Expr.Coalesce;
  }
}
