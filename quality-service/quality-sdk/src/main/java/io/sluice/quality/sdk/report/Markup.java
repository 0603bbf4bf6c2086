package io.sluice.quality.sdk.report;

/** Text that may stand in XML and HTML. */
final class Markup {

  private Markup() {}

  /**
   * The text with markup escaped, and spelled out what XML 1.0 has no place for (control
   * characters, half pairs) or what would turn the reading direction of the text around it.
   */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      // As references, for an attribute would turn them into blanks.
      case '\n' -> safe.append("&#10;");
      case '\t' -> safe.append("&#9;");
      case '\r' -> safe.append("&#13;");
      default -> {
        if (hasNoPlace(c)) {
          safe.append(String.format("\\u%04x", c));
        } else {
          safe.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean hasNoPlace(int c) {
    return Character.isISOControl(c)
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
