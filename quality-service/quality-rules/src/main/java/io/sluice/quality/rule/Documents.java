package io.sluice.quality.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads YAML or JSON text into nodes, within bounds. */
final class Documents {

  /** The longest document, in characters. */
  static final int MAX_LENGTH = 1 << 20;

  /** The deepest nesting. */
  static final int MAX_DEPTH = 40;

  /** The most nodes, aliases counted each time they are used. */
  static final int MAX_NODES = 200_000;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  private Documents() {}

  /** Reads text: JSON if it starts as JSON does, else YAML. */
  static Node read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw fault(Location.NONE, "the document is longer than 1 MB", null);
    }
    if (text.isBlank()) {
      throw fault(new Location("", 1, 1), "the document is empty", null);
    }
    char first = text.stripLeading().charAt(0);
    return first == '{' || first == '[' ? JsonDocument.read(text) : YamlDocument.read(text);
  }

  static RuleSyntaxException fault(Location place, String message, @Nullable String hint) {
    return new RuleSyntaxException(List.of(Fault.at(place, message, hint)));
  }

  /** A pointer to a member. */
  static String pointer(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** A number as written, or null if the text is not one. */
  static @Nullable BigDecimal number(String text, Location place) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    // A huge exponent would become a huge text later.
    if (value.precision() > 38
        || Math.abs(value.scale()) > 38
        || value.precision() - value.scale() > 38) {
      throw fault(place, "a number has at most 38 digits", null);
    }
    return value;
  }

  /** Text without the character that no store and no engine can hold. */
  static String text(String text, Location place) {
    if (text.indexOf('\0') >= 0) {
      throw fault(place, "text must not contain NUL", null);
    }
    return text;
  }
}
