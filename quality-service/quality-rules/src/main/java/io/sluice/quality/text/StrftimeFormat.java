package io.sluice.quality.text;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A format of Python's {@code datetime.strptime}, in the C locale: directives as its documentation
 * lists them, white space for any white space, case ignored, the whole text to be used up.
 *
 * <p>Equal by its text.
 */
final class StrftimeFormat {

  private static final int LONGEST_FORMAT = 200;
  private static final int LONGEST_TEXT = 1000;

  private static final String WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
  private static final String MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december";

  /** What each directive reads, tried in this order, longest first, as CPython does. */
  private static final Map<Character, String> DIRECTIVES =
      Map.ofEntries(
          Map.entry('d', "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]"),
          Map.entry('f', "[0-9]{1,6}"),
          Map.entry('H', "2[0-3]|[0-1]\\d|\\d"),
          Map.entry('I', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('G', "\\d\\d\\d\\d"),
          Map.entry('j', "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]"),
          Map.entry('m', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('M', "[0-5]\\d|\\d"),
          Map.entry('S', "6[0-1]|[0-5]\\d|\\d"),
          Map.entry('U', "5[0-3]|[0-4]\\d|\\d"),
          Map.entry('W', "5[0-3]|[0-4]\\d|\\d"),
          Map.entry('u', "[1-7]"),
          Map.entry('w', "[0-6]"),
          Map.entry('V', "5[0-3]|0[1-9]|[1-4]\\d|\\d"),
          Map.entry('y', "\\d\\d"),
          Map.entry('Y', "\\d\\d\\d\\d"),
          Map.entry('z', "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)"),
          Map.entry('A', WEEKDAYS),
          Map.entry('a', "mon|tue|wed|thu|fri|sat|sun"),
          Map.entry('B', MONTHS),
          Map.entry('b', "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
          Map.entry('p', "am|pm"),
          Map.entry('Z', "utc|gmt"));

  /** The directives that stand for others in the C locale. */
  private static final Map<Character, String> COMPOSED =
      Map.of('c', "%a %b %d %H:%M:%S %Y", 'x', "%m/%d/%y", 'X', "%H:%M:%S");

  private static final String SPECIAL = "\\.^$*+?(){}[]|";

  private final String text;
  private final Set<Character> used = new HashSet<>();
  private final Pattern pattern;

  StrftimeFormat(String text) {
    if (text.length() > LONGEST_FORMAT) {
      throw new IllegalArgumentException(
          "the format has more than " + LONGEST_FORMAT + " characters");
    }
    this.text = text;
    StringBuilder regex = new StringBuilder();
    append(text, regex);
    requireWeekOfYear();
    pattern =
        Pattern.compile(
            regex.toString(),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  String text() {
    return text;
  }

  private void append(String format, StringBuilder regex) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (Character.isWhitespace(c)) {
        while (i + 1 < format.length() && Character.isWhitespace(format.charAt(i + 1))) {
          i++;
        }
        regex.append("\\s+");
      } else if (c != '%') {
        literal(c, regex);
      } else if (++i == format.length()) {
        throw new IllegalArgumentException("the format ends with a stray %");
      } else {
        directive(format.charAt(i), regex);
      }
    }
  }

  private static void literal(char c, StringBuilder regex) {
    if (SPECIAL.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }

  private void directive(char directive, StringBuilder regex) {
    if (directive == '%') {
      regex.append('%');
      return;
    }
    String composed = COMPOSED.get(directive);
    if (composed != null) {
      append(composed, regex);
      return;
    }
    String reads = DIRECTIVES.get(directive);
    if (reads == null) {
      throw new IllegalArgumentException("strptime has no directive '%" + directive + "'");
    }
    if (!used.add(directive)) {
      throw new IllegalArgumentException("'%" + directive + "' occurs twice");
    }
    regex.append("(?<").append(directive).append('>').append(reads).append(')');
  }

  /**
   * Python reads an ISO week only together with its year and a weekday, and the other way round.
   */
  private void requireWeekOfYear() {
    boolean weekday =
        used.contains('a') || used.contains('A') || used.contains('u') || used.contains('w');
    if ((used.contains('G') || used.contains('V'))
        && !(used.contains('G') && used.contains('V') && weekday)) {
      throw new IllegalArgumentException("%G and %V go together, and with a weekday");
    }
    if (used.contains('G') && used.contains('j')) {
      throw new IllegalArgumentException("%j does not go with %G");
    }
  }

  /** Whether a text is read as a whole and gives a date that exists. */
  boolean reads(String value) {
    if (value.length() > LONGEST_TEXT) {
      return false;
    }
    Matcher matcher = pattern.matcher(value);
    // Python matches at the start, and what is left over then is an error: no second way is tried.
    return matcher.lookingAt() && matcher.end() == value.length() && exists(matcher);
  }

  private boolean exists(Matcher found) {
    return number(found, 'S', 0) < 60
        && offsetExists(part(found, 'z'))
        && new ReadDate(part -> part(found, part)).exists();
  }

  private int number(Matcher found, char directive, int fallback) {
    String value = part(found, directive);
    return value == null ? fallback : Integer.parseInt(value.strip());
  }

  private @Nullable String part(Matcher found, char directive) {
    return used.contains(directive) ? found.group(String.valueOf(directive)) : null;
  }

  /** An offset is less than a day, and has colons everywhere or nowhere. */
  private static boolean offsetExists(@Nullable String offset) {
    if (offset == null || offset.length() == 1) {
      return true;
    }
    boolean colon = offset.charAt(3) == ':';
    String rest = offset.substring(colon ? 6 : 5);
    boolean seconds = !rest.isEmpty();
    return Integer.parseInt(offset.substring(1, 3)) < 24
        && (!seconds || colon == (rest.charAt(0) == ':'));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StrftimeFormat that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
