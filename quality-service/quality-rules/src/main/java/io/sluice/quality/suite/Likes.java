package io.sluice.quality.suite;

/** SQL's LIKE as a pattern for the whole text. */
final class Likes {

  private Likes() {}

  /** {@code %} is any text, {@code _} one character; a backslash takes the next literally. */
  static String pattern(String like) {
    StringBuilder pattern = new StringBuilder("(?s)");
    for (int i = 0; i < like.length(); ) {
      int c = like.codePointAt(i);
      i += Character.charCount(c);
      if (c == '%') {
        pattern.append(".*");
      } else if (c == '_') {
        pattern.append('.');
      } else {
        if (c == '\\' && i < like.length()) {
          c = like.codePointAt(i);
          i += Character.charCount(c);
        }
        if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_') {
          pattern.append('\\');
        }
        pattern.appendCodePoint(c);
      }
    }
    return pattern.toString();
  }
}
