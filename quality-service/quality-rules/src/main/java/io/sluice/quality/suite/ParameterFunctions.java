package io.sluice.quality.suite;

import io.sluice.quality.expression.Suggestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of {@code $PARAMETER}, as GX has them. */
final class ParameterFunctions {

  private static final List<String> NAMES =
      List.of(
          "abs",
          "round",
          "trunc",
          "sgn",
          "exp",
          "sin",
          "cos",
          "tan",
          "now",
          "datetime",
          "timedelta");
  private static final List<String> DATE =
      List.of("year", "month", "day", "hour", "minute", "second", "microsecond");
  private static final List<String> DELTA =
      List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");
  private static final List<Duration> UNITS =
      List.of(
          Duration.ofDays(1),
          Duration.ofSeconds(1),
          Duration.ofNanos(1000),
          Duration.ofMillis(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofDays(7));

  private ParameterFunctions() {}

  static Object call(
      String name,
      List<@Nullable Object> arguments,
      Map<String, @Nullable Object> named,
      ParameterNames names) {
    return switch (name) {
      case "now" -> {
        require(name, arguments.isEmpty() && named.isEmpty(), "no arguments");
        yield names.now();
      }
      case "datetime" -> datetime(arguments, named);
      case "timedelta" -> timedelta(arguments, named);
      case "round" -> {
        require(name, arguments.size() <= 2 && !arguments.isEmpty(), "a number and digits");
        int places = arguments.size() == 2 ? whole(arguments.get(1), "round").intValue() : 0;
        require(name, Math.abs(places) <= 30, "at most 30 digits");
        // As in Python: half to even.
        yield ParameterValues.number(arguments.get(0)).setScale(places, RoundingMode.HALF_EVEN);
      }
      default -> ofNumber(name, arguments, named);
    };
  }

  private static Object ofNumber(
      String name, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
    if (!NAMES.contains(name)) {
      throw new ParameterException(
          "$PARAMETER has no function '" + name + "'", Suggestion.didYouMean(name, NAMES));
    }
    require(name, arguments.size() == 1 && named.isEmpty(), "one number");
    BigDecimal value = ParameterValues.number(arguments.get(0));
    return switch (name) {
      case "abs" -> value.abs();
      case "trunc" -> value.setScale(0, RoundingMode.DOWN);
      case "sgn" -> BigDecimal.valueOf(value.signum());
      case "exp" -> ParameterValues.real(Math.exp(value.doubleValue()));
      case "sin" -> ParameterValues.real(Math.sin(value.doubleValue()));
      case "cos" -> ParameterValues.real(Math.cos(value.doubleValue()));
      default -> ParameterValues.real(Math.tan(value.doubleValue()));
    };
  }

  private static LocalDateTime datetime(
      List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
    int[] parts = {0, 0, 0, 0, 0, 0, 0};
    require("datetime", arguments.size() <= parts.length, "at most 7 numbers");
    for (int i = 0; i < arguments.size(); i++) {
      parts[i] = whole(arguments.get(i), "datetime").intValue();
    }
    named.forEach(
        (name, value) -> parts[position(name, DATE, "datetime")] = whole(value, name).intValue());
    try {
      return LocalDateTime.of(
          parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6] * 1000);
    } catch (DateTimeException invalid) {
      throw new ParameterException("datetime: " + invalid.getMessage(), "datetime(2024, 12, 31)");
    }
  }

  private static Duration timedelta(
      List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
    Duration result = Duration.ZERO;
    require("timedelta", arguments.size() <= DELTA.size(), "at most 7 numbers");
    for (int i = 0; i < arguments.size(); i++) {
      result = result.plus(times(UNITS.get(i), arguments.get(i)));
    }
    for (Map.Entry<String, @Nullable Object> entry : named.entrySet()) {
      int unit = position(entry.getKey(), DELTA, "timedelta");
      result = result.plus(times(UNITS.get(unit), entry.getValue()));
    }
    return result;
  }

  private static Duration times(Duration unit, @Nullable Object number) {
    return (Duration) ParameterValues.multiply(unit, number);
  }

  private static int position(String name, List<String> known, String function) {
    int found = known.indexOf(name);
    if (found < 0) {
      throw new ParameterException(
          function + " takes no '" + name + "'", Suggestion.didYouMean(name, known));
    }
    return found;
  }

  private static BigDecimal whole(@Nullable Object value, String where) {
    BigDecimal number = ParameterValues.number(value);
    if (number.stripTrailingZeros().scale() > 0
        || number.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
      throw new ParameterException(where + " takes whole numbers", null);
    }
    return number;
  }

  private static void require(String function, boolean fits, String what) {
    if (!fits) {
      throw new ParameterException(function + " takes " + what, null);
    }
  }
}
