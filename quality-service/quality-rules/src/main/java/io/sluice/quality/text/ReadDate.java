package io.sluice.quality.text;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The date that the parts of a strptime format make, if there is one. */
final class ReadDate {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** What holds without a year; so the 29th of February needs one. */
  private static final int NO_YEAR = 1900;

  private final Function<Character, @Nullable String> parts;

  ReadDate(Function<Character, @Nullable String> parts) {
    this.parts = parts;
  }

  /** Days of the year and weeks with a weekday overrule month and day, as in CPython. */
  boolean exists() {
    if (parts.apply('V') != null) {
      return weekExists(number('G', 0), number('V', 0));
    }
    int year = year();
    if (year < 1) {
      return false;
    }
    if (parts.apply('j') != null) {
      return year < 9999 || number('j', 1) <= 365;
    }
    boolean weekday =
        List.of('a', 'A', 'w', 'u').stream().anyMatch(part -> parts.apply(part) != null);
    boolean week = parts.apply('U') != null || parts.apply('W') != null;
    if (week && weekday) {
      return true;
    }
    int day = number('d', 1);
    return day >= 1 && day <= LocalDate.of(year, month(), 1).lengthOfMonth();
  }

  private static boolean weekExists(int year, int week) {
    return year >= 1
        && week >= 1
        && week
            <= IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(LocalDate.of(year, 7, 1))
                .getMaximum();
  }

  private int year() {
    if (parts.apply('Y') != null) {
      return number('Y', NO_YEAR);
    }
    if (parts.apply('y') == null) {
      return NO_YEAR;
    }
    int digits = number('y', 0);
    return digits + (digits <= 68 ? 2000 : 1900);
  }

  private int month() {
    String name = parts.apply('B') == null ? parts.apply('b') : parts.apply('B');
    return name == null
        ? number('m', 1)
        : MONTHS.indexOf(name.substring(0, 3).toLowerCase(java.util.Locale.ROOT)) + 1;
  }

  private int number(char part, int fallback) {
    String value = parts.apply(part);
    return value == null ? fallback : Integer.parseInt(value.strip());
  }
}
