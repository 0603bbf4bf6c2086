package io.sluice.quality.sdk.terminal;

import java.util.stream.Collectors;

/** How many terminal cells a text takes, and texts made safe and short enough to print. */
public final class TextWidth {

  /** First and last code points that take two cells (East Asian wide, emoji). */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x2614, 0x2615, 0x2648, 0x2653,
    0x26A1, 0x26A1, 0x26BD, 0x26BE, 0x2705, 0x2705, 0x274C, 0x274C, 0x2753, 0x2757, 0x2795, 0x2797,
    0x2B50, 0x2B50, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF,
    0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6,
    0x1F004, 0x1F004, 0x1F18E, 0x1F19A, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1FAFF,
    0x20000, 0x3FFFD
  };

  private TextWidth() {}

  /** The number of cells of a text without escape sequences. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::cells).sum();
  }

  /** The text followed by as many blanks as it lacks to the width. */
  public static String padRight(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /** As many blanks as the text lacks to the width, then the text. */
  public static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text))) + text;
  }

  /** The text cut to the width, with an ellipsis where something was cut off. */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      used += cells(codePoint);
      if (used > width - 1) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept.append('…').toString();
  }

  /** As {@link #printable}, but line ends stay: for messages that may take several lines. */
  public static String printableLines(String text) {
    return text.lines().map(TextWidth::printable).collect(Collectors.joining("\n"));
  }

  /** The text with control and direction characters spelled out: data must not steer a terminal. */
  public static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                  if (Character.isISOControl(c) || steersDirection(c)) {
                    safe.append(String.format("\\u%04x", c));
                  } else {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }

  private static boolean steersDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028;
  }

  private static int cells(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (codePoint < WIDE[i]) {
        return 1;
      }
      if (codePoint <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }
}
