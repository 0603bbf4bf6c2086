package io.sluice.quality.sdk.command;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values of parameters: numbers, true, false and null are that, all else is text. */
final class ParameterText {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private ParameterText() {}

  static Map<String, @Nullable Object> values(Map<String, String> texts) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    texts.forEach((name, text) -> values.put(name, value(text)));
    return values;
  }

  private static @Nullable Object value(String text) {
    return switch (text) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    };
  }
}
