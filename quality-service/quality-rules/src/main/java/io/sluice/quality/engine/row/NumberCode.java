package io.sluice.quality.engine.row;

import io.sluice.quality.engine.row.ColumnVector.Storage;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Literals;
import java.math.BigDecimal;

/** Writes constants, conversions and arithmetic. */
final class NumberCode {

  private static final int MOST_DIGITS = 18;

  private final ExprCode code;
  private final MethodCode method;

  NumberCode(ExprCode code, MethodCode method) {
    this.code = code;
    this.method = method;
  }

  Value literal(Expr.Literal literal) {
    Object value = literal.value();
    ExprType type = literal.type();
    if (value == null) {
      return ExprCode.nothing(type);
    }
    return switch (ColumnVector.storageOf(type)) {
      case TRUTH -> new Value(type, Boolean.TRUE.equals(value) ? "1" : "0", Value.NEVER);
      case LONG -> constant(type, value);
      case DOUBLE -> new Value(type, written(((Number) value).doubleValue()), Value.NEVER);
      case TEXT -> {
        int place = code.owner().constant(value.toString());
        yield new Value(type, method.local("String", "K", "constants", place), Value.NEVER);
      }
      case OBJECT -> throw Uncovered.SIGNAL;
    };
  }

  private static Value constant(ExprType type, Object value) {
    Long units = ColumnVector.units(value, type);
    if (units == null) {
      throw Uncovered.SIGNAL;
    }
    return new Value(type, written(units), Value.NEVER);
  }

  private static String written(long units) {
    return units == Long.MIN_VALUE ? "Long.MIN_VALUE" : "(" + units + "L)";
  }

  private static String written(double real) {
    if (Double.isNaN(real)) {
      return "Double.NaN";
    } else if (Double.isInfinite(real)) {
      return real > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return "(" + real + "D)";
  }

  /** The value as a type that holds it. */
  Value converted(Value value, ExprType type) {
    if (value.isAlwaysNull()) {
      return ExprCode.nothing(type);
    } else if (type.isExact() && value.isExact()) {
      return scaled(value, type.scale());
    } else if (type.kind() == Kind.DOUBLE) {
      return real(value);
    } else if (type.kind() == Kind.TIMESTAMP && value.type().kind() == Kind.DATE) {
      String micros = "Exact.multiply(" + value.code() + ", " + CompareCode.MICROS_OF_A_DAY + ")";
      return code.number(type, micros, value.isNull());
    } else if (type.kind() == value.type().kind()) {
      return value;
    }
    throw Uncovered.SIGNAL;
  }

  /** A number of the type that the code works on. */
  Value number(Expr expr) {
    Value value = code.of(expr);
    if (!value.type().isNumeric() && !value.isAlwaysNull()) {
      throw Uncovered.SIGNAL;
    }
    return value;
  }

  /** With more digits after the point. */
  Value scaled(Value value, int scale) {
    int more = scale - value.type().scale();
    if (more == 0) {
      return value;
    }
    if (more < 0 || more > MOST_DIGITS) {
      throw Uncovered.SIGNAL;
    }
    String units = "Exact.multiply(" + value.code() + ", " + Exact.ten(more) + "L)";
    return code.number(ExprType.decimal(scale), units, value.isNull());
  }

  /** As a double. */
  Value real(Value value) {
    if (value.storage() == Storage.DOUBLE) {
      return value;
    }
    if (!value.isExact()) {
      throw Uncovered.SIGNAL;
    }
    String real = "Exact.real(" + value.code() + ", " + value.type().scale() + ")";
    return code.number(ExprType.DOUBLE, real, value.isNull());
  }

  /** A constant with as many digits as its neighbour has, so that nothing is multiplied later. */
  Value beside(Expr expr, int scale) {
    if (expr instanceof Expr.Literal literal && literal.value() instanceof BigDecimal exact) {
      ExprType type = ExprType.decimal(scale);
      Long units = ColumnVector.units(exact, type);
      if (units != null) {
        return new Value(type, written(units), Value.NEVER);
      }
    }
    return number(expr);
  }

  Value arithmetic(Expr.Arithmetic arithmetic) {
    ExprType type = arithmetic.type();
    if (type.kind() == Kind.DOUBLE) {
      return realArithmetic(arithmetic);
    }
    if (type.scale() > MOST_DIGITS) {
      throw Uncovered.SIGNAL;
    }
    return switch (arithmetic.operator()) {
      case ADD -> aligned(arithmetic, "Exact.add");
      case SUBTRACT -> aligned(arithmetic, "Exact.subtract");
      case MULTIPLY -> {
        Value left = exact(number(arithmetic.left()));
        Value right = exact(number(arithmetic.right()));
        yield computed(
            type, "Exact.multiply(" + left.code() + ", " + right.code() + ")", left, right, "");
      }
      case DIVIDE -> {
        Value left = exact(number(arithmetic.left()));
        Value right = exact(number(arithmetic.right()));
        String quotient =
            "Exact.divide("
                + left.code()
                + ", "
                + left.type().scale()
                + ", "
                + right.code()
                + ", "
                + right.type().scale()
                + ")";
        yield computed(
            ExprType.decimal(Literals.DIVISION_SCALE), quotient, left, right, right.code());
      }
      case REMAINDER -> {
        Value left = scaled(exact(beside(arithmetic.left(), type.scale())), type.scale());
        Value right = scaled(exact(beside(arithmetic.right(), type.scale())), type.scale());
        yield computed(type, left.code() + " % " + right.code(), left, right, right.code());
      }
    };
  }

  private Value aligned(Expr.Arithmetic arithmetic, String function) {
    ExprType type = arithmetic.type();
    Value left = scaled(exact(beside(arithmetic.left(), type.scale())), type.scale());
    Value right = scaled(exact(beside(arithmetic.right(), type.scale())), type.scale());
    return computed(
        type, function + "(" + left.code() + ", " + right.code() + ")", left, right, "");
  }

  private static Value exact(Value value) {
    if (value.isAlwaysNull()) {
      return ExprCode.nothing(ExprType.INTEGER);
    }
    if (!value.isExact()) {
      throw Uncovered.SIGNAL;
    }
    return value;
  }

  private Value realArithmetic(Expr.Arithmetic arithmetic) {
    Value left = realOperand(arithmetic.left());
    Value right = realOperand(arithmetic.right());
    String operation = left.code() + " " + arithmetic.operator().symbol() + " " + right.code();
    boolean divides =
        switch (arithmetic.operator()) {
          case DIVIDE, REMAINDER -> true;
          case ADD, SUBTRACT, MULTIPLY -> false;
        };
    return computed(ExprType.DOUBLE, operation, left, right, divides ? right.code() : "");
  }

  private Value realOperand(Expr expr) {
    Value value = number(expr);
    return value.isAlwaysNull() ? ExprCode.nothing(ExprType.DOUBLE) : real(value);
  }

  /** A number that is null if an operand is, or if the divisor is zero. */
  private Value computed(ExprType type, String operation, Value left, Value right, String divisor) {
    String name = method.fresh("v");
    String missing = method.fresh("n");
    Value none = ExprCode.nothing(type);
    method.line(ClassCode.javaType(none.storage()) + " " + name + " = " + none.code() + ";");
    method.line("boolean " + missing + " = true;");
    if (!left.isAlwaysNull() && !right.isAlwaysNull()) {
      String divides = divisor.isEmpty() ? "" : "if (" + divisor + " != 0) ";
      method.line(
          Value.ifPresent(left, right)
              + divides
              + "{ "
              + name
              + " = "
              + operation
              + "; "
              + missing
              + " = false; }");
    }
    return new Value(type, name, missing);
  }

  Value negation(Expr.Negation negation) {
    Value value = number(negation.operand());
    if (value.isAlwaysNull()) {
      return value;
    }
    boolean real = value.storage() == Storage.DOUBLE;
    return code.number(
        value.type(),
        real ? "-" + value.code() : "Exact.negate(" + value.code() + ")",
        value.isNull());
  }
}
