package io.sluice.quality.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the builtin functions answer; null in, null out, except in min, max and coalesce. */
final class BuiltinValues {

  private final Evaluator evaluator;

  BuiltinValues(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  @Nullable Object value(Expr.Call call, Function<String, @Nullable Object> row) {
    List<@Nullable Object> arguments = new ArrayList<>();
    boolean anyNull = false;
    for (Expr argument : call.arguments()) {
      Object value = evaluator.value(argument, row);
      arguments.add(value);
      anyNull |= value == null;
    }
    return switch (call.function()) {
      case MIN -> extreme(arguments, -1, call.type());
      case MAX -> extreme(arguments, 1, call.type());
      case COALESCE -> throw new IllegalStateException("coalesce has its own expression");
      case LOWER, UPPER, TRIM, LENGTH, SUBSTRING, STARTS_WITH, ENDS_WITH, CONTAINS, REPLACE ->
          anyNull ? null : text(call.function(), arguments);
      case ABS, ROUND, FLOOR, CEIL -> anyNull ? null : number(call, arguments);
      case DATE, TIMESTAMP, YEAR, MONTH, DAY -> anyNull ? null : date(call.function(), arguments);
    };
  }

  private static @Nullable Object extreme(List<@Nullable Object> values, int sign, ExprType type) {
    Object best = null;
    for (Object value : values) {
      Object typed = Evaluator.as(value, type);
      if (typed != null && (best == null || Evaluator.order(typed, best) * sign > 0)) {
        best = typed;
      }
    }
    return best;
  }

  private static String textAt(List<@Nullable Object> arguments, int index) {
    return String.valueOf(arguments.get(index));
  }

  private static Object text(Builtin function, List<@Nullable Object> arguments) {
    String text = textAt(arguments, 0);
    return switch (function) {
      case LOWER -> map(text, Character::toLowerCase);
      // Java keeps sharp s; the simple mapping of Unicode's databases that SQL engines use does
      // not.
      case UPPER -> map(text, c -> c == 0xDF ? 0x1E9E : Character.toUpperCase(c));
      case TRIM -> trim(text);
      case LENGTH -> BigDecimal.valueOf(text.codePointCount(0, text.length()));
      case SUBSTRING -> substring(text, arguments);
      case STARTS_WITH -> text.startsWith(textAt(arguments, 1));
      case ENDS_WITH -> text.endsWith(textAt(arguments, 1));
      case CONTAINS -> text.contains(textAt(arguments, 1));
      case REPLACE -> {
        String sought = textAt(arguments, 1);
        yield sought.isEmpty() ? text : text.replace(sought, textAt(arguments, 2));
      }
      case ABS, ROUND, FLOOR, CEIL, MIN, MAX, DATE, TIMESTAMP, YEAR, MONTH, DAY, COALESCE ->
          throw new IllegalStateException(function + " is not about text");
    };
  }

  private static String map(String text, java.util.function.IntUnaryOperator mapping) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().map(mapping).forEach(result::appendCodePoint);
    return result.toString();
  }

  /** Removes spaces only, as SQL's TRIM does. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  /** From and to count code points from 0, the end is left out; out of range is cut. */
  private static String substring(String text, List<@Nullable Object> arguments) {
    int[] points = text.codePoints().toArray();
    int from = bound(arguments.get(1), points.length);
    int to = arguments.size() == 3 ? bound(arguments.get(2), points.length) : points.length;
    return from >= to ? "" : new String(points, from, to - from);
  }

  private static int bound(@Nullable Object value, int length) {
    return value instanceof BigDecimal number
        ? number.max(BigDecimal.ZERO).min(BigDecimal.valueOf(length)).intValue()
        : 0;
  }

  private static Object number(Expr.Call call, List<@Nullable Object> arguments) {
    int places =
        arguments.size() == 2 && arguments.get(1) instanceof BigDecimal digits
            ? digits.intValue()
            : 0;
    if (arguments.get(0) instanceof BigDecimal exact) {
      return switch (call.function()) {
        case ABS -> exact.abs();
        case FLOOR -> exact.setScale(0, RoundingMode.FLOOR);
        case CEIL -> exact.setScale(0, RoundingMode.CEILING);
        default ->
            exact.setScale(Math.min(places, Math.max(exact.scale(), 0)), RoundingMode.HALF_UP);
      };
    }
    double real = arguments.get(0) instanceof Double value ? value : Double.NaN;
    return switch (call.function()) {
      case ABS -> Math.abs(real);
      case FLOOR -> Math.floor(real);
      case CEIL -> Math.ceil(real);
      default -> roundReal(real, places);
    };
  }

  private static double roundReal(double real, int places) {
    if (!Double.isFinite(real)) {
      return real;
    }
    double factor = Math.pow(10, places);
    double scaled = real * factor;
    if (!Double.isFinite(scaled)) {
      return real;
    }
    double rounded = Math.copySign(Math.floor(Math.abs(scaled) + 0.5), scaled);
    // Adding a half to the largest double below one half already gives one.
    if (Math.abs(Math.abs(scaled) - Math.floor(Math.abs(scaled))) < 0.5) {
      rounded = Math.copySign(Math.floor(Math.abs(scaled)), scaled);
    }
    return rounded / factor;
  }

  private static Object date(Builtin function, List<@Nullable Object> arguments) {
    Object value = arguments.get(0);
    TemporalAccessor local =
        value instanceof OffsetDateTime at
            ? at.withOffsetSameInstant(ZoneOffset.UTC)
            : (TemporalAccessor) java.util.Objects.requireNonNull(value);
    return switch (function) {
      case YEAR -> BigDecimal.valueOf(local.get(ChronoField.YEAR));
      case MONTH -> BigDecimal.valueOf(local.get(ChronoField.MONTH_OF_YEAR));
      case DAY -> BigDecimal.valueOf(local.get(ChronoField.DAY_OF_MONTH));
      case DATE -> LocalDate.from(local);
      default -> local instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(local);
    };
  }
}
