package io.sluice.quality.expression;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the builtin functions over dates answer; no argument is null. */
final class DateBuiltins {

  private DateBuiltins() {}

  static @Nullable Object value(Builtin function, List<@Nullable Object> arguments) {
    Temporal at = local(arguments.get(0));
    return switch (function) {
      case YEAR -> field(at, ChronoField.YEAR);
      case QUARTER -> BigDecimal.valueOf(at.get(IsoFields.QUARTER_OF_YEAR));
      case MONTH -> field(at, ChronoField.MONTH_OF_YEAR);
      case DAY -> field(at, ChronoField.DAY_OF_MONTH);
      case DAY_OF_WEEK -> field(at, ChronoField.DAY_OF_WEEK);
      case DAY_OF_YEAR -> field(at, ChronoField.DAY_OF_YEAR);
      case HOUR -> field(at, ChronoField.HOUR_OF_DAY);
      case MINUTE -> field(at, ChronoField.MINUTE_OF_HOUR);
      case SECOND -> field(at, ChronoField.SECOND_OF_MINUTE);
      case DATE -> LocalDate.from(at);
      case TIMESTAMP -> at instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(at);
      case DAYS_BETWEEN ->
          BigDecimal.valueOf(
              ChronoUnit.DAYS.between(LocalDate.from(at), LocalDate.from(local(arguments.get(1)))));
      case ADD_DAYS -> plus(at, arguments.get(1), ChronoUnit.DAYS, Builtin.MOST_DAYS);
      case ADD_MONTHS -> plus(at, arguments.get(1), ChronoUnit.MONTHS, Builtin.MOST_MONTHS);
      case TRUNCATE -> truncated(at, String.valueOf(arguments.get(1)));
      default -> throw new IllegalStateException(function + " is not about dates");
    };
  }

  private static Temporal local(@Nullable Object value) {
    return value instanceof OffsetDateTime at
        ? at.withOffsetSameInstant(ZoneOffset.UTC)
        : (Temporal) Objects.requireNonNull(value);
  }

  private static BigDecimal field(TemporalAccessor at, ChronoField field) {
    return BigDecimal.valueOf(at.get(field));
  }

  private static @Nullable Temporal plus(
      Temporal at, @Nullable Object number, ChronoUnit unit, int most) {
    BigDecimal count = (BigDecimal) Objects.requireNonNull(number);
    return count.abs().compareTo(BigDecimal.valueOf(most)) > 0
        ? null
        : at.plus(count.longValue(), unit);
  }

  private static Temporal truncated(Temporal at, String unit) {
    if (at instanceof LocalDateTime time) {
      return switch (unit) {
        case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
        case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
        default -> firstDay(time.toLocalDate(), unit).atStartOfDay();
      };
    }
    return firstDay(LocalDate.from(at), unit);
  }

  private static LocalDate firstDay(LocalDate day, String unit) {
    return switch (unit) {
      case "year" -> day.withDayOfYear(1);
      case "quarter" ->
          day.withDayOfMonth(1).withMonth(3 * (day.get(IsoFields.QUARTER_OF_YEAR) - 1) + 1);
      case "month" -> day.withDayOfMonth(1);
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      default -> day;
    };
  }
}
