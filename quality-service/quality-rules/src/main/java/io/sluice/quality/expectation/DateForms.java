package io.sluice.quality.expectation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates that suites of Great Expectations write otherwise than ISO 8601 does: GX reads the bounds
 * of dates with dateutil, and its own documentation writes {@code Jan 01 1970 12:00:00}. English
 * month names, month before day. An offset from UTC may be written without its colon.
 */
final class DateForms {

  private static final List<String> DATES =
      List.of(
          "MMM d[,] uuuu",
          "MMMM d[,] uuuu",
          "d MMM uuuu",
          "d MMMM uuuu",
          "M/d/uuuu",
          "uuuu/M/d",
          "uuuu-MM-dd");

  private static final DateTimeFormatter FRACTION =
      new DateTimeFormatterBuilder()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .toFormatter(Locale.ROOT);

  private static final List<DateTimeFormatter> FORMS = DATES.stream().map(DateForms::form).toList();

  private DateForms() {}

  private static DateTimeFormatter form(String date) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(date + "[[ ]['T']H:mm[:ss]")
        .appendOptional(FRACTION)
        .appendPattern("[[ ]XXX][[ ]XX][[ ]X]]")
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .toFormatter(Locale.ENGLISH);
  }

  /** Whether a text is a date and time with an offset from UTC. */
  static boolean hasOffset(String text) {
    String iso = iso(text).orElse(text.strip().replace(' ', 'T'));
    try {
      OffsetDateTime.parse(iso);
      return true;
    } catch (DateTimeException without) {
      return false;
    }
  }

  /** The date and time that a text in one of those forms says, as ISO 8601. */
  static Optional<String> iso(String text) {
    return FORMS.stream().flatMap(form -> read(form, text).stream()).findFirst();
  }

  private static Optional<String> read(DateTimeFormatter form, String text) {
    try {
      TemporalAccessor read =
          form.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      boolean midnight =
          read instanceof LocalDateTime at && at.toLocalTime().equals(LocalTime.MIDNIGHT);
      return Optional.of(midnight ? LocalDate.from(read).toString() : read.toString());
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }
}
