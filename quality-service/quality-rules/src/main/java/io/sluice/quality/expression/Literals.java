package io.sluice.quality.expression;

import io.sluice.quality.expression.ExprType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Constants, and how the types of two sides are brought together. */
public final class Literals {

  /** The most digits after the point that an exact number keeps. */
  public static final int MAX_SCALE = 37;

  /** The digits after the point that an exact division is rounded to. */
  public static final int DIVISION_SCALE = 9;

  private Literals() {}

  /** Text. */
  public static Expr.Literal text(String value) {
    return new Expr.Literal(value, ExprType.STRING);
  }

  /** An exact number. */
  public static Expr.Literal number(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    return new Expr.Literal(
        plain, plain.scale() == 0 ? ExprType.INTEGER : ExprType.decimal(plain.scale()));
  }

  /** A double. */
  public static Expr.Literal real(double value) {
    return new Expr.Literal(value, ExprType.DOUBLE);
  }

  static Expr.Literal nan() {
    return real(Double.NaN);
  }

  static Expr.Literal nothing() {
    return new Expr.Literal(null, ExprType.NULL);
  }

  static Optional<Expr.Literal> date(String text) {
    try {
      return Optional.of(new Expr.Literal(LocalDate.parse(text.strip()), ExprType.DATE));
    } catch (DateTimeException notDate) {
      return Optional.empty();
    }
  }

  static Optional<Expr.Literal> timestamp(String text) {
    try {
      String iso = text.strip().replace(' ', 'T');
      LocalDateTime value =
          iso.indexOf('T') < 0 ? LocalDate.parse(iso).atStartOfDay() : LocalDateTime.parse(iso);
      return Optional.of(new Expr.Literal(value, ExprType.TIMESTAMP));
    } catch (DateTimeException notTimestamp) {
      return Optional.empty();
    }
  }

  private static @Nullable Object instant(String text) {
    try {
      return OffsetDateTime.parse(text.strip().replace(' ', 'T'));
    } catch (DateTimeException withoutOffset) {
      return timestamp(text)
          .map(
              literal ->
                  literal.value() instanceof LocalDateTime at ? at.atOffset(ZoneOffset.UTC) : null)
          .orElse(null);
    }
  }

  private static @Nullable Object time(String text) {
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeException notTime) {
      return null;
    }
  }

  /**
   * The first value as it reads beside the second: a text constant beside a date is a date or a
   * point in time, null has the other's type, a date constant beside a timestamp is its midnight.
   * Anything else stays.
   */
  public static Expr alike(Expr value, Expr other) {
    if (!(value instanceof Expr.Literal literal)) {
      return value;
    }
    ExprType type = other.type();
    if (literal.value() == null) {
      return new Expr.Literal(null, type);
    }
    if (literal.value() instanceof LocalDate date && type.kind() == Kind.TIMESTAMP) {
      return new Expr.Literal(date.atStartOfDay(), type);
    }
    if (literal.value() instanceof String text && type.isTemporal()) {
      Object parsed = temporal(text, type);
      return parsed == null ? pointInTime(literal, type) : new Expr.Literal(parsed, type);
    }
    return value;
  }

  /** Beside a date, text that says a point in time is one: then both are compared as such. */
  private static Expr pointInTime(Expr.Literal text, ExprType type) {
    return type.kind() == Kind.DATE && text.value() instanceof String written
        ? timestamp(written).map(Literals::asDate).orElse(text)
        : text;
  }

  /** Its midnight is the date itself, so that it may stand in a set of dates. */
  private static Expr.Literal asDate(Expr.Literal timestamp) {
    return timestamp.value() instanceof LocalDateTime at
            && at.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? new Expr.Literal(at.toLocalDate(), ExprType.DATE)
        : timestamp;
  }

  private static @Nullable Object temporal(String text, ExprType type) {
    return switch (type.kind()) {
      case DATE -> date(text).map(Expr.Literal::value).orElse(null);
      case TIMESTAMP -> timestamp(text).map(Expr.Literal::value).orElse(null);
      case TIMESTAMPTZ -> instant(text);
      case TIME -> time(text);
      case BOOLEAN, INTEGER, DECIMAL, DOUBLE, STRING, OTHER, NULL -> null;
    };
  }

  /** Whether values of the two types can be compared. */
  public static boolean comparable(ExprType a, ExprType b) {
    if (a.kind() == Kind.NULL || b.kind() == Kind.NULL) {
      return true;
    }
    if (a.isNumeric() && b.isNumeric()) {
      return true;
    }
    if (a.kind() == b.kind()) {
      return a.kind() != Kind.OTHER;
    }
    return isDateOrTimestamp(a) && isDateOrTimestamp(b);
  }

  private static boolean isDateOrTimestamp(ExprType type) {
    return type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  /** One type that holds all of these comparable values. */
  static ExprType commonType(List<Expr> values) {
    ExprType result = ExprType.NULL;
    for (Expr value : values) {
      result = wider(result, value.type());
    }
    return result;
  }

  private static ExprType wider(ExprType a, ExprType b) {
    if (a.kind() == Kind.NULL || a.equals(b)) {
      return b;
    }
    if (b.kind() == Kind.NULL) {
      return a;
    }
    if (a.isExact() && b.isExact()) {
      return ExprType.decimal(Math.max(a.scale(), b.scale()));
    }
    if (a.isNumeric()) {
      return ExprType.DOUBLE;
    }
    return isDateOrTimestamp(a) ? ExprType.TIMESTAMP : a;
  }

  /** The sum of at least one number, added from left to right. */
  public static Expr sum(List<? extends Expr> numbers) {
    Expr sum = numbers.get(0);
    for (Expr number : numbers.subList(1, numbers.size())) {
      ExprType type = arithmeticType(Expr.Arithmetic.Operation.ADD, sum.type(), number.type());
      sum = new Expr.Arithmetic(Expr.Arithmetic.Operation.ADD, sum, number, type);
    }
    return sum;
  }

  static ExprType arithmeticType(
      Expr.Arithmetic.Operation operator, ExprType left, ExprType right) {
    if (left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE) {
      return ExprType.DOUBLE;
    }
    int scale =
        switch (operator) {
          case ADD, SUBTRACT, REMAINDER -> Math.max(left.scale(), right.scale());
          case MULTIPLY -> left.scale() + right.scale();
          case DIVIDE -> DIVISION_SCALE;
        };
    boolean whole =
        operator != Expr.Arithmetic.Operation.DIVIDE
            && left.kind() == Kind.INTEGER
            && right.kind() == Kind.INTEGER;
    return whole ? ExprType.INTEGER : ExprType.decimal(scale);
  }
}
