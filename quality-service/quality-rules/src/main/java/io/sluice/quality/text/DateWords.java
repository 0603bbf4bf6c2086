package io.sluice.quality.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words that dateutil knows by default; case does not count. */
final class DateWords {

  private static final Set<String> JUMPS =
      Set.of(
          " ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd",
          "rd", "th");
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<Set<String>> UNITS =
      List.of(
          Set.of("h", "hour", "hours"),
          Set.of("m", "minute", "minutes"),
          Set.of("s", "second", "seconds"));
  private static final List<Set<String>> HALVES = List.of(Set.of("am", "a"), Set.of("pm", "p"));

  static final int NONE = -1;

  private DateWords() {}

  /** Whether a token may be passed over. */
  static boolean isJump(String token) {
    return JUMPS.contains(lower(token));
  }

  static boolean isWeekday(String token) {
    return named(WEEKDAYS, lower(token)) != NONE;
  }

  /** 1 to 12, or {@link #NONE}. */
  static int month(String token) {
    String name = lower(token);
    int index = name.equals("sept") ? 8 : named(MONTHS, name);
    return index == NONE ? NONE : index + 1;
  }

  /** 0 for hours, 1 for minutes, 2 for seconds, or {@link #NONE}. */
  static int unit(String token) {
    return among(UNITS, token);
  }

  /** 0 for am, 1 for pm, or {@link #NONE}. */
  static int half(String token) {
    return among(HALVES, token);
  }

  static boolean isUtc(String token) {
    return Set.of("utc", "gmt", "z").contains(lower(token));
  }

  private static int named(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name) || names.get(i).substring(0, 3).equals(name)) {
        return i;
      }
    }
    return NONE;
  }

  private static int among(List<Set<String>> groups, String token) {
    String name = lower(token);
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).contains(name)) {
        return i;
      }
    }
    return NONE;
  }

  private static String lower(String token) {
    return token.toLowerCase(Locale.ROOT);
  }
}
