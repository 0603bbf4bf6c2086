package io.sluice.quality.expression;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the builtin functions over text answer; no argument is null. */
final class TextBuiltins {

  private TextBuiltins() {}

  private static String textAt(List<@Nullable Object> arguments, int index) {
    return String.valueOf(arguments.get(index));
  }

  static Object value(Builtin function, List<@Nullable Object> arguments) {
    String text = textAt(arguments, 0);
    return switch (function) {
      case LOWER -> map(text, Character::toLowerCase);
      // Java keeps sharp s; the simple mapping of Unicode's databases that SQL engines use does
      // not.
      case UPPER -> map(text, c -> c == 0xDF ? 0x1E9E : Character.toUpperCase(c));
      case TRIM -> trim(text, true, true);
      case LTRIM -> trim(text, true, false);
      case RTRIM -> trim(text, false, true);
      case LENGTH -> BigDecimal.valueOf(text.codePointCount(0, text.length()));
      case SUBSTRING -> substring(text, arguments);
      case STARTS_WITH -> text.startsWith(textAt(arguments, 1));
      case ENDS_WITH -> text.endsWith(textAt(arguments, 1));
      case INDEX_OF -> indexOf(text, textAt(arguments, 1));
      case CONCAT -> String.join("", arguments.stream().map(String::valueOf).toList());
      case LPAD, RPAD -> pad(function, text, arguments);
      case CONTAINS -> text.contains(textAt(arguments, 1));
      case REPLACE -> {
        String sought = textAt(arguments, 1);
        yield sought.isEmpty() ? text : text.replace(sought, textAt(arguments, 2));
      }
      default -> throw new IllegalStateException(function + " is not about text");
    };
  }

  private static String map(String text, java.util.function.IntUnaryOperator mapping) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().map(mapping).forEach(result::appendCodePoint);
    return result.toString();
  }

  /** Removes spaces only, as SQL's TRIM does. */
  private static String trim(String text, boolean before, boolean after) {
    int start = 0;
    int end = text.length();
    while (before && start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (after && end > start && text.charAt(end - 1) == ' ') {
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

  private static BigDecimal indexOf(String text, String sought) {
    int found = text.indexOf(sought);
    return BigDecimal.valueOf(found < 0 ? -1 : text.codePointCount(0, found));
  }

  private static String pad(Builtin function, String text, List<@Nullable Object> arguments) {
    int length = arguments.get(1) instanceof BigDecimal number ? number.intValue() : 0;
    int[] own = text.codePoints().toArray();
    if (own.length >= length) {
      return new String(own, 0, length);
    }
    int[] fill = (arguments.size() == 3 ? textAt(arguments, 2) : " ").codePoints().toArray();
    StringBuilder added = new StringBuilder();
    for (int i = 0; i < length - own.length; i++) {
      added.appendCodePoint(fill[i % fill.length]);
    }
    return function == Builtin.LPAD ? added + text : text + added;
  }
}
