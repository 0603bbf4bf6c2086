package io.sluice.quality.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the builtin functions answer; null in, null out, except in min, max and coalesce. */
final class BuiltinValues {

  private static final Pattern NUMBER = Pattern.compile(Builtin.NUMBER);

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
      case COALESCE, LEFT, RIGHT ->
          throw new IllegalStateException(call.function() + " has its own expression");
      case LOWER,
          UPPER,
          TRIM,
          LTRIM,
          RTRIM,
          LENGTH,
          SUBSTRING,
          STARTS_WITH,
          ENDS_WITH,
          CONTAINS,
          INDEX_OF,
          REPLACE,
          CONCAT,
          LPAD,
          RPAD ->
          anyNull ? null : TextBuiltins.value(call.function(), arguments);
      case TO_NUMBER -> anyNull ? null : number(String.valueOf(arguments.get(0)));
      case TO_TEXT -> anyNull ? null : written(arguments.get(0));
      case ABS, ROUND, FLOOR, CEIL, TRUNC, SIGN, SQRT -> anyNull ? null : number(call, arguments);
      case DATE,
          TIMESTAMP,
          YEAR,
          QUARTER,
          MONTH,
          DAY,
          DAY_OF_WEEK,
          DAY_OF_YEAR,
          HOUR,
          MINUTE,
          SECOND,
          DAYS_BETWEEN,
          ADD_DAYS,
          ADD_MONTHS,
          TRUNCATE ->
          anyNull ? null : DateBuiltins.value(call.function(), arguments);
    };
  }

  private static @Nullable BigDecimal number(String text) {
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  private static String written(@Nullable Object value) {
    return value instanceof BigDecimal whole
        ? whole.toBigInteger().toString()
        : String.valueOf(value);
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

  private static @Nullable Object number(Expr.Call call, List<@Nullable Object> arguments) {
    int places =
        arguments.size() == 2 && arguments.get(1) instanceof BigDecimal digits
            ? digits.intValue()
            : 0;
    if (arguments.get(0) instanceof BigDecimal exact) {
      return switch (call.function()) {
        case ABS -> exact.abs();
        case SIGN -> BigDecimal.valueOf(exact.signum());
        case SQRT -> root(exact.doubleValue());
        case TRUNC -> exact.setScale(0, RoundingMode.DOWN);
        case FLOOR -> exact.setScale(0, RoundingMode.FLOOR);
        case CEIL -> exact.setScale(0, RoundingMode.CEILING);
        default ->
            exact.setScale(Math.min(places, Math.max(exact.scale(), 0)), RoundingMode.HALF_UP);
      };
    }
    double real = arguments.get(0) instanceof Double value ? value : Double.NaN;
    return switch (call.function()) {
      case ABS -> Math.abs(real);
      case SIGN -> BigDecimal.valueOf(Evaluator.order(real, 0.0));
      case SQRT -> root(real);
      case TRUNC -> real < 0 ? Math.ceil(real) : Math.floor(real);
      case FLOOR -> Math.floor(real);
      case CEIL -> Math.ceil(real);
      default -> roundReal(real, places);
    };
  }

  private static @Nullable Double root(double value) {
    return value < 0 ? null : Double.valueOf(Math.sqrt(value));
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
}
