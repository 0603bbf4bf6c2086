package io.sluice.quality.expression;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an expression means, row by row: the reference that every engine must agree with. Values are
 * null, Boolean, BigDecimal (exact numbers), Double, String, LocalDate, LocalTime, LocalDateTime
 * and OffsetDateTime.
 */
public final class Evaluator {

  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
  private final BuiltinValues builtins = new BuiltinValues(this);

  /** The truth of a condition for a row; null is unknown. */
  public @Nullable Boolean truth(Expr condition, Function<String, @Nullable Object> row) {
    return value(condition, row) instanceof Boolean truth ? truth : null;
  }

  /** The value of an expression for a row. */
  public @Nullable Object value(Expr expr, Function<String, @Nullable Object> row) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value();
    } else if (expr instanceof Expr.ColumnRef column) {
      return row.apply(column.name());
    } else if (expr instanceof Expr.Comparison comparison) {
      return compare(comparison, row);
    } else if (expr instanceof Expr.And and) {
      return and(truth(and.left(), row), () -> truth(and.right(), row));
    } else if (expr instanceof Expr.Or or) {
      Boolean neither = and(negate(truth(or.left(), row)), () -> negate(truth(or.right(), row)));
      return negate(neither);
    } else if (expr instanceof Expr.Not not) {
      return negate(truth(not.operand(), row));
    } else if (expr instanceof Expr.IsNull isNull) {
      return value(isNull.operand(), row) == null;
    } else if (expr instanceof Expr.Matches matches) {
      return matches(matches, row);
    } else if (expr instanceof Expr.Satisfies satisfies) {
      Object text = value(satisfies.operand(), row);
      return text == null ? null : Boolean.valueOf(satisfies.test().passes(text.toString()));
    } else if (expr instanceof Expr.InList inList) {
      return inList(inList, row);
    } else if (expr instanceof Expr.Arithmetic arithmetic) {
      return arithmetic(arithmetic, row);
    } else if (expr instanceof Expr.Negation negation) {
      return negative(value(negation.operand(), row));
    } else if (expr instanceof Expr.Conditional conditional) {
      boolean chosen = Boolean.TRUE.equals(truth(conditional.condition(), row));
      return as(value(chosen ? conditional.then() : conditional.otherwise(), row), expr.type());
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return coalesce(coalesce, row);
    } else if (expr instanceof Expr.Call call) {
      return builtins.value(call, row);
    }
    throw new IllegalStateException("an expression of unknown kind: " + expr);
  }

  private interface Later {
    @Nullable Boolean get();
  }

  private static @Nullable Boolean and(@Nullable Boolean left, Later right) {
    if (Boolean.FALSE.equals(left)) {
      return false;
    }
    Boolean other = right.get();
    if (Boolean.FALSE.equals(other)) {
      return false;
    }
    return (left == null || other == null) ? null : Boolean.TRUE;
  }

  private static @Nullable Boolean negate(@Nullable Boolean truth) {
    return truth == null ? null : Boolean.valueOf(!truth);
  }

  private @Nullable Boolean compare(
      Expr.Comparison comparison, Function<String, @Nullable Object> row) {
    Object left = value(comparison.left(), row);
    Object right = value(comparison.right(), row);
    if (left == null || right == null) {
      return null;
    }
    int order = order(left, right);
    return switch (comparison.operator()) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  /**
   * The order of two values of comparable types: NaN equals itself and is greatest, the two zeros
   * are equal, text orders by code point, an exact number beside a double is compared as a double.
   */
  public static int order(Object left, Object right) {
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.compareTo(b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return x == y ? 0 : Double.compare(x, y);
    }
    if (left instanceof String a && right instanceof String b) {
      return byCodePoint(a, b);
    }
    if (left instanceof LocalDate a && right instanceof LocalDateTime b) {
      return a.atStartOfDay().compareTo(b);
    }
    if (left instanceof LocalDateTime a && right instanceof LocalDate b) {
      return a.compareTo(b.atStartOfDay());
    }
    if (left instanceof OffsetDateTime a && right instanceof OffsetDateTime b) {
      return a.toInstant().compareTo(b.toInstant());
    }
    if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
      return orderSame(left, right);
    }
    throw new IllegalStateException(
        "cannot compare "
            + left.getClass().getSimpleName()
            + " with "
            + right.getClass().getSimpleName());
  }

  // Both have the same class, and it compares with itself: checked by the caller.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int orderSame(Object left, Object right) {
    return ((Comparable) left).compareTo(right);
  }

  private static int byCodePoint(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate stands for a code point above every other char.
        boolean xHigh = Character.isSurrogate(x);
        boolean yHigh = Character.isSurrogate(y);
        return xHigh == yHigh ? Character.compare(x, y) : (xHigh ? 1 : -1);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private @Nullable Boolean matches(Expr.Matches matches, Function<String, @Nullable Object> row) {
    Object text = value(matches.text(), row);
    if (text == null) {
      return null;
    }
    Pattern pattern = patterns.computeIfAbsent(matches.pattern(), Pattern::compile);
    return matches.whole()
        ? pattern.matches(text.toString())
        : pattern.matcher(text.toString()).find();
  }

  private @Nullable Boolean inList(Expr.InList inList, Function<String, @Nullable Object> row) {
    Object value = value(inList.value(), row);
    if (inList.items().isEmpty()) {
      return false;
    }
    if (value == null) {
      return null;
    }
    boolean unknown = false;
    for (Expr item : inList.items()) {
      Object candidate = value(item, row);
      if (candidate == null) {
        unknown = true;
      } else if (order(value, candidate) == 0) {
        return true;
      }
    }
    return unknown ? null : Boolean.FALSE;
  }

  private @Nullable Object arithmetic(
      Expr.Arithmetic arithmetic, Function<String, @Nullable Object> row) {
    Object left = value(arithmetic.left(), row);
    Object right = value(arithmetic.right(), row);
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return exact(arithmetic.operator(), a, b);
    }
    return real(
        arithmetic.operator(), ((Number) left).doubleValue(), ((Number) right).doubleValue());
  }

  private static @Nullable BigDecimal exact(
      Expr.Arithmetic.Operation operator, BigDecimal a, BigDecimal b) {
    return switch (operator) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b);
      case DIVIDE ->
          b.signum() == 0 ? null : a.divide(b, Literals.DIVISION_SCALE, RoundingMode.HALF_UP);
      case REMAINDER -> b.signum() == 0 ? null : a.remainder(b);
    };
  }

  private static @Nullable Double real(Expr.Arithmetic.Operation operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> b == 0 ? null : Double.valueOf(a / b);
      case REMAINDER -> b == 0 ? null : Double.valueOf(a % b);
    };
  }

  private static @Nullable Object negative(@Nullable Object value) {
    if (value instanceof BigDecimal exact) {
      return exact.negate();
    }
    return value instanceof Double real ? Double.valueOf(-real) : null;
  }

  private @Nullable Object coalesce(
      Expr.Coalesce coalesce, Function<String, @Nullable Object> row) {
    for (Expr candidate : coalesce.values()) {
      Object value = value(candidate, row);
      if (value != null) {
        return as(value, coalesce.type());
      }
    }
    return null;
  }

  /** The value as the wider type that its expression has. */
  static @Nullable Object as(@Nullable Object value, ExprType type) {
    if (value instanceof BigDecimal exact && type.kind() == ExprType.Kind.DOUBLE) {
      return exact.doubleValue();
    }
    if (value instanceof LocalDate date && type.kind() == ExprType.Kind.TIMESTAMP) {
      return date.atStartOfDay();
    }
    return value;
  }
}
