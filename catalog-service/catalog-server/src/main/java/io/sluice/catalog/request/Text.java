package io.sluice.catalog.request;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads bounded text that PostgreSQL can hold, or says which member is wrong and why. */
public final class Text {

  private Text() {}

  /** Text that must be there. */
  public static String required(String place, @Nullable String value, int max) {
    if (value == null || value.isBlank()) {
      throw wrong(place, "must be given and not be blank");
    }
    return checked(place, value, max);
  }

  /**
   * Text that names something for good: it stands in paths and on single lines, so a dot segment or
   * a control character is refused.
   */
  public static String name(String place, @Nullable String value, int max) {
    String name = required(place, value, max);
    if (name.equals(".") || name.equals("..")) {
      throw wrong(place, "must not be '.' or '..', which no path can hold");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw wrong(place, "must not hold control characters, such as a line break");
    }
    return name;
  }

  /** Text that may be left out. */
  public static @Nullable String optional(String place, @Nullable String value, int max) {
    return value == null ? null : checked(place, value, max);
  }

  /** What is wrong with the member at that JSON pointer, or with that query parameter. */
  public static ProblemException wrong(String place, String what) {
    String name = place.startsWith("/") ? place.substring(1) : place;
    return ProblemException.at(CommonProblem.INVALID_REQUEST, place, name + " " + what);
  }

  private static String checked(String place, String value, int max) {
    if (value.length() > max) {
      throw wrong(place, "is longer than " + max + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw wrong(place, "contains NUL");
      }
      boolean paired =
          Character.isHighSurrogate(c)
              ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(++i))
              : !Character.isLowSurrogate(c);
      if (!paired) {
        throw wrong(place, "is not valid Unicode text");
      }
    }
    return value;
  }
}
