package io.sluice.lineage.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what should have been JSON and is not, cut off perhaps in the middle of a
 * secret: the value after a key that says so goes, and so does the value beside such a name.
 */
final class TextCleaner {

  /** A quoted key or a bare one; both bounded, so that no text costs more than its length. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?:\"((?:[^\"\\\\]|\\\\.){1,200}+)\"|'([^']{1,200}+)'|([\\w.-]{1,200}+))\\s{0,20}+[:=]\\s{0,20}+",
          Pattern.DOTALL);

  private static final Pattern VALUE_KEY =
      Pattern.compile("[\"']?value[\"']?\\s{0,20}+[:=]\\s{0,20}+");

  private TextCleaner() {}

  static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    Matcher key = KEY.matcher(text);
    int kept = 0;
    int from = 0;
    while (key.find(from)) {
      int start = key.end();
      int end = endOfValue(text, start);
      String value = text.substring(start, Math.min(end, start + 300));
      boolean secret = EventCleaner.saysSecret(unescape(keyOf(key)));
      if (!secret && isName(keyOf(key)) && EventCleaner.saysSecret(value.replaceAll("[\"']", ""))) {
        // {"name": "DB_PASSWORD", "value": "…"}: what is to go stands behind.
        Matcher beside = VALUE_KEY.matcher(text).region(end, Math.min(text.length(), end + 40));
        if (beside.find()) {
          start = beside.end();
          end = endOfValue(text, start);
          secret = true;
        }
      }
      if (secret) {
        cleaned.append(text, kept, start).append('"').append(EventCleaner.REDACTED).append('"');
        kept = end;
        from = end;
      } else {
        from = key.end();
      }
    }
    return EventCleaner.cleanText(cleaned.append(text, kept, text.length()).toString());
  }

  private static String keyOf(Matcher key) {
    for (int group = 1; group <= 3; group++) {
      String found = key.group(group);
      if (found != null) {
        return found;
      }
    }
    return "";
  }

  /** A key can be written with escapes; {@code \\u0070assword} is one too. */
  private static String unescape(String key) {
    return key.indexOf('\\') < 0
        ? key
        : Pattern.compile("\\\\u([0-9a-fA-F]{4})")
            .matcher(key)
            .replaceAll(
                code ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(code.group(1), 16))));
  }

  private static boolean isName(String key) {
    return key.equals("name") || key.equals("key");
  }

  /** Where a value ends: at its quote, or, if it has none, at the next comma, bracket or line. */
  private static int endOfValue(String text, int start) {
    if (start >= text.length()) {
      return text.length();
    }
    char quote = text.charAt(start);
    boolean quoted = quote == '"' || quote == '\'';
    for (int i = quoted ? start + 1 : start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (quoted ? c == quote : ",}]\n\r&;".indexOf(c) >= 0) {
        return quoted ? i + 1 : i;
      }
    }
    return text.length();
  }
}
