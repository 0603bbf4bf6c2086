package io.sluice.lineage.hidden;

/**
 * A text in which every {@code *} stands for any text.
 *
 * @param text the pattern
 */
record Pattern(String text) {

  /** Whether the whole text fits; takes time in proportion to the product of the lengths. */
  boolean fits(String value) {
    int at = 0;
    int place = 0;
    int star = -1;
    int mark = 0;
    while (place < value.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        mark = place;
      } else if (at < text.length() && text.charAt(at) == value.charAt(place)) {
        at++;
        place++;
      } else if (star >= 0) {
        at = star + 1;
        place = ++mark;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  /** The same as SQL's LIKE writes it. */
  String like() {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%");
  }
}
