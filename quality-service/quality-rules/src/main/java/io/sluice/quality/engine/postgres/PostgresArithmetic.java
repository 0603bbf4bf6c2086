package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Literals;

/**
 * Writes arithmetic. Exact numbers are computed as {@code numeric}, which has room for far more
 * than 38 digits. A double that grows beyond its range is an error in PostgreSQL where the
 * reference has infinity: an error of the rule, never a wrong number.
 */
final class PostgresArithmetic {

  /**
   * PostgreSQL rounds a quotient to a scale that it chooses. With so many digits more, rounding
   * that quotient again to ours cannot differ from rounding the true one, as long as the divisor
   * has fewer than 50 digits.
   */
  private static final String MANY_DIGITS = "0." + "0".repeat(60);

  private PostgresArithmetic() {}

  static String of(Expr.Arithmetic arithmetic, Dialect dialect) {
    if (arithmetic.type().kind() == Kind.DOUBLE) {
      String left = real(arithmetic.left(), dialect);
      String right = real(arithmetic.right(), dialect);
      return infix(arithmetic.operator(), left, right);
    }
    String left = exact(arithmetic.left(), dialect);
    String right = exact(arithmetic.right(), dialect);
    if (arithmetic.operator() == Expr.Arithmetic.Operation.DIVIDE) {
      return "round(("
          + left
          + " + "
          + MANY_DIGITS
          + ") / NULLIF("
          + right
          + ", 0), "
          + Literals.DIVISION_SCALE
          + ")";
    }
    return infix(arithmetic.operator(), left, right);
  }

  private static String infix(Expr.Arithmetic.Operation operator, String left, String right) {
    return switch (operator) {
      case ADD -> "(" + left + " + " + right + ")";
      case SUBTRACT -> "(" + left + " - " + right + ")";
      case MULTIPLY -> "(" + left + " * " + right + ")";
      case DIVIDE -> "(" + left + " / NULLIF(" + right + ", 0))";
      case REMAINDER -> "(" + left + " % NULLIF(" + right + ", 0))";
    };
  }

  /** The value as a double. */
  static String real(Expr expr, Dialect dialect) {
    String value = dialect.expression(expr);
    return expr.type().kind() == Kind.DOUBLE ? value : "CAST(" + value + " AS float8)";
  }

  /** The value as a number of any size: the sum of two integers must not overflow. */
  static String exact(Expr expr, Dialect dialect) {
    String value = dialect.expression(expr);
    return expr.type().kind() == Kind.DOUBLE ? value : "CAST(" + value + " AS numeric)";
  }

  static String negation(Expr.Negation negation, Dialect dialect) {
    return "(-" + exact(negation.operand(), dialect) + ")";
  }
}
