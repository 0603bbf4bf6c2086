package io.sluice.quality.engine.duckdb;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Literals;
import java.math.BigInteger;

/**
 * Writes arithmetic that stays exact; what overflows 38 digits is an error, never a wrong number.
 */
final class DuckDbArithmetic {

  private DuckDbArithmetic() {}

  /** The value as a double. */
  static String real(Expr expr) {
    String value = DuckDbDialect.INSTANCE.expression(expr);
    return expr.type().kind() == Kind.DOUBLE ? value : "CAST(" + value + " AS DOUBLE)";
  }

  /** A whole number as the widest integer, so that sums and products cannot overflow early. */
  static String wide(Expr expr) {
    String value = DuckDbDialect.INSTANCE.expression(expr);
    return expr.type().kind() == Kind.INTEGER ? "CAST(" + value + " AS HUGEINT)" : value;
  }

  static String of(Expr.Arithmetic arithmetic) {
    Expr left = arithmetic.left();
    Expr right = arithmetic.right();
    if (arithmetic.type().kind() == Kind.DOUBLE) {
      return infix(arithmetic, real(left), real(right));
    }
    if (arithmetic.operator() == Expr.Arithmetic.Operation.DIVIDE) {
      return exactDivision(left, right);
    }
    if (arithmetic.type().kind() == Kind.INTEGER) {
      return infix(arithmetic, wide(left), wide(right));
    }
    return arithmetic.operator() == Expr.Arithmetic.Operation.MULTIPLY
        ? infix(arithmetic, widest(left, left.type().scale()), widest(right, right.type().scale()))
        : infix(
            arithmetic,
            widest(left, arithmetic.type().scale()),
            widest(right, arithmetic.type().scale()));
  }

  /**
   * DuckDB neither widens narrow decimals nor takes their remainder exactly unless both are wide.
   */
  private static String widest(Expr expr, int scale) {
    return "CAST(" + DuckDbDialect.INSTANCE.expression(expr) + " AS DECIMAL(38," + scale + "))";
  }

  private static String infix(Expr.Arithmetic arithmetic, String left, String right) {
    return switch (arithmetic.operator()) {
      case ADD -> "(" + left + " + " + right + ")";
      case SUBTRACT -> "(" + left + " - " + right + ")";
      case MULTIPLY -> "(" + left + " * " + right + ")";
      case DIVIDE -> "(" + left + " / NULLIF(" + right + ", 0))";
      case REMAINDER -> "(" + left + " % NULLIF(" + right + ", 0))";
    };
  }

  /**
   * DuckDB divides decimals as doubles. Here both sides become whole numbers of the same unit, the
   * dividend is moved left by the scale of the quotient, and the whole division rounds half away
   * from zero.
   */
  private static String exactDivision(Expr left, Expr right) {
    int scale = Math.max(left.type().scale(), right.type().scale());
    String shift = BigInteger.TEN.pow(Literals.DIVISION_SCALE).toString();
    String dividend = "(" + units(left, scale) + " * " + shift + ")";
    String divisor = "NULLIF(" + units(right, scale) + ", 0)";
    String quotient =
        "((2 * abs(" + dividend + ") + abs(" + divisor + ")) // (2 * abs(" + divisor + ")))";
    return "(CAST(sign("
        + dividend
        + ") * sign("
        + divisor
        + ") * "
        + quotient
        + " AS DECIMAL(38,0)) * CAST(0.000000001 AS DECIMAL(9,9)))";
  }

  private static String units(Expr expr, int scale) {
    if (scale == 0) {
      // A whole decimal too: floor of a narrow decimal stays narrow and would overflow when
      // shifted.
      return "CAST(" + DuckDbDialect.INSTANCE.expression(expr) + " AS HUGEINT)";
    }
    String unit = BigInteger.TEN.pow(scale).toString();
    return "CAST(CAST("
        + DuckDbDialect.INSTANCE.expression(expr)
        + " AS DECIMAL(38,"
        + scale
        + ")) * CAST("
        + unit
        + " AS DECIMAL("
        + (scale + 1)
        + ",0)) AS HUGEINT)";
  }
}
