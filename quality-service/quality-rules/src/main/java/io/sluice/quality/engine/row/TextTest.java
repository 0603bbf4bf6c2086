package io.sluice.quality.engine.row;

import com.google.re2j.Pattern;

/** Whether text matches a pattern; patterns that are plain text need no automaton. */
interface TextTest {

  boolean test(String text);

  /** The test of a pattern, of the whole text or of any part of it. */
  static TextTest of(String pattern, boolean whole) {
    String body = pattern;
    boolean atStart = whole;
    boolean atEnd = whole;
    if (body.startsWith("^")) {
      body = body.substring(1);
      atStart = true;
    }
    if (body.endsWith("$") && !body.endsWith("\\$")) {
      body = body.substring(0, body.length() - 1);
      atEnd = true;
    }
    if (isPlain(body)) {
      return plain(body, atStart, atEnd);
    }
    Pattern compiled = Pattern.compile(pattern);
    return whole ? compiled::matches : text -> compiled.matcher(text).find();
  }

  private static TextTest plain(String text, boolean atStart, boolean atEnd) {
    if (atStart) {
      return atEnd ? text::equals : tested -> tested.startsWith(text);
    }
    return atEnd ? tested -> tested.endsWith(text) : tested -> tested.contains(text);
  }

  private static boolean isPlain(String text) {
    return text.chars()
        .allMatch(
            c ->
                (c < 0x80 && Character.isLetterOrDigit(c))
                    || " _-,:;/@#%&='\"<>!~`".indexOf(c) >= 0);
  }
}
