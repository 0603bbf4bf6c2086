package io.sluice.quality.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes plain values as JSON, members in the order of their names, so that equals are equal. */
final class CanonicalJson {

  private static final int DEEPEST = 100;

  private final StringBuilder json = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The JSON of a value.
   *
   * @throws IllegalArgumentException if it nests too deep or has a value that JSON has not
   */
  static String of(Object value) {
    CanonicalJson writer = new CanonicalJson();
    writer.value(value, 0);
    return writer.json.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("more than " + DEEPEST + " levels deep");
    }
    if (value instanceof Map<?, ?> map) {
      members(map, depth);
    } else if (value instanceof List<?> list) {
      json.append('[');
      String separator = "";
      for (Object item : list) {
        json.append(separator);
        value(item, depth + 1);
        separator = ",";
      }
      json.append(']');
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof BigDecimal number) {
      json.append(number);
    } else if (value == null || value instanceof Boolean) {
      json.append(value);
    } else {
      throw new IllegalArgumentException("'" + value + "' is not a value of JSON");
    }
  }

  private void members(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, member) -> sorted.put(String.valueOf(name), member));
    json.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
      json.append(separator);
      text(member.getKey());
      json.append(':');
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    json.append('}');
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
