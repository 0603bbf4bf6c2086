package io.sluice.quality.expectation;

import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprText;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Typer;

/** The rule kind {@code rows}: an expression that each row should meet. */
public final class RowsHold {

  private RowsHold() {}

  /**
   * How to measure and judge it; a row on which the expression is unknown is missing.
   *
   * @throws io.sluice.quality.expression.ExpressionException if the types do not fit
   */
  public static Plan plan(Syntax expression, Scope scope) {
    Expr condition = new Typer(new ColumnNames(scope.schema())).condition(expression);
    return Rows.meet(scope, condition, new Expr.IsNull(condition), ExprText.columns(condition));
  }
}
