package io.sluice.quality.sdk.rules;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Scalars in their canonical spelling: what is a number, a truth or nothing stays plain, text is
 * plain only where every YAML reader takes it for text.
 */
final class YamlScalars {

  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{N}_./-]*|_[\\p{L}\\p{N}_]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  /** What YAML 1.1 readers take for a truth or for nothing. */
  private static final Set<String> SPECIAL =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private YamlScalars() {}

  /** A key. */
  static String key(ScalarNode node) {
    return text(node.getValue(), false);
  }

  /**
   * A value on one line.
   *
   * @param quoted whether text is quoted even where it need not be
   */
  static String value(ScalarNode node, boolean quoted) {
    return isText(node) ? text(node.getValue(), quoted) : plain(node.getValue());
  }

  /** Whether the value is text that reads best over several lines, as it is. */
  static boolean isProse(ScalarNode node) {
    String text = node.getValue();
    return isText(node)
        && text.strip().indexOf('\n') > 0
        && text.equals(text.stripLeading())
        && (text.equals(text.stripTrailing()) || text.equals(text.stripTrailing() + "\n"))
        && text.lines().allMatch(line -> line.equals(line.stripTrailing()))
        && text.codePoints().allMatch(c -> c == '\n' || isPrintable(c));
  }

  /** As {@code YamlDocument} resolves plain scalars: the reading of YAML 1.2. */
  private static boolean isText(ScalarNode node) {
    if (node.getScalarStyle() != ScalarStyle.PLAIN) {
      return true;
    }
    return switch (node.getValue()) {
      case "", "~", "null", "Null", "NULL" -> false;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> false;
      case ".nan", ".NaN", ".NAN" -> false;
      case ".inf", ".Inf", ".INF", "+.inf", "-.inf", "-.Inf", "-.INF" -> false;
      default -> !NUMBER.matcher(node.getValue()).matches();
    };
  }

  private static String plain(String text) {
    if (text.isEmpty() || text.equals("~")) {
      return "null";
    }
    return switch (text) {
      case ".NaN", ".NAN" -> ".nan";
      case "+.inf" -> ".inf";
      // An exponent's case is the author's.
      default -> NUMBER.matcher(text).matches() ? text : text.toLowerCase(Locale.ROOT);
    };
  }

  private static String text(String text, boolean quoted) {
    boolean word = WORD.matcher(text).matches() && !SPECIAL.contains(text.toLowerCase(Locale.ROOT));
    if (word && !quoted) {
      return text;
    }
    boolean printable = text.codePoints().allMatch(YamlScalars::isPrintable);
    long escapes = text.chars().filter(c -> c == '"' || c == '\\').count();
    long apostrophes = text.chars().filter(c -> c == '\'').count();
    return printable && escapes > apostrophes
        ? "'" + text.replace("'", "''") + "'"
        : doubleQuoted(text);
  }

  private static String doubleQuoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (isPrintable(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format(c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
