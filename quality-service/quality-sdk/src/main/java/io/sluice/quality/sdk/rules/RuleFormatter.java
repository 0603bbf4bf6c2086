package io.sluice.quality.sdk.rules;

import io.sluice.quality.rule.Location;
import io.sluice.quality.rule.RuleSetReader;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Brings rule files into one form: the same order of keys, the same quotes, the same indentation.
 * Nothing is changed but the form: the result is read again, and if it said anything else, lost a
 * comment or would be formatted differently again, the file is refused instead.
 */
public final class RuleFormatter {

  /** Thrown when a file cannot be formatted without a loss; the message says why. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private static final int MOST_ROUNDS = 6;

  /** What YAML 1.1 takes for a line break, or ends no line elsewhere. */
  private static final Pattern ODD_BREAK = Pattern.compile("[\\u0085\\u2028\\u2029]|\\r(?!\\n)");

  private RuleFormatter() {}

  /** Whether the text is JSON, which has no form to speak of and is left alone. */
  public static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /**
   * The canonical text.
   *
   * @throws io.sluice.quality.rule.RuleSyntaxException if the text is no rule set
   * @throws Refused if it uses what cannot be kept
   */
  public static String format(String text) throws Refused {
    Object before = meaning(new RuleSetReader().read(text));
    requirePlain(text);
    String formatted = settled(text);
    if (!YamlComments.texts(formatted).equals(YamlComments.texts(text))) {
      throw new Refused("a comment stands where it could not be kept");
    }
    if (!Objects.equals(meaning(new RuleSetReader().read(formatted)), before)) {
      throw new Refused("it would not say the same afterwards");
    }
    return formatted;
  }

  /** A comment that moves with its key may find new neighbours; they settle after another round. */
  private static String settled(String text) throws Refused {
    String last = text;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String next = write(last);
      if (next.equals(last)) {
        return next;
      }
      last = next;
    }
    throw new Refused("its comments have no settled place");
  }

  private static String write(String text) throws Refused {
    try {
      if (new Yaml(new LoaderOptions()).compose(new StringReader(text))
          instanceof MappingNode root) {
        return new YamlWriter().write(new YamlOutline(root, text));
      }
      throw new Refused("it is not a mapping");
    } catch (YAMLException unreadable) {
      throw new Refused("it cannot be read again: " + unreadable.getMessage());
    }
  }

  private static void requirePlain(String text) throws Refused {
    if (ODD_BREAK.matcher(text).find()) {
      throw new Refused("it has a line break that is none in other programs");
    }
    for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
      if (event instanceof DocumentStartEvent start
          && (start.getVersion() != null
              || (start.getTags() != null && !start.getTags().isEmpty()))) {
        throw new Refused("it has a directive, which would be lost");
      }
      if (event instanceof AliasEvent
          || (event instanceof NodeEvent node && node.getAnchor() != null)) {
        throw new Refused("it has an anchor (&name), which would be lost");
      }
      if (event instanceof ScalarEvent scalar && scalar.getTag() != null) {
        throw new Refused("it has a tag (!name), which would be lost");
      }
    }
  }

  /** What a rule set says, without the places, which change when lines move. */
  private static @Nullable Object meaning(@Nullable Object value) {
    if (value instanceof Location) {
      return null;
    } else if (value instanceof Record parts) {
      List<@Nullable Object> meanings = new ArrayList<>();
      for (RecordComponent part : parts.getClass().getRecordComponents()) {
        try {
          meanings.add(meaning(part.getAccessor().invoke(parts)));
        } catch (ReflectiveOperationException unreadable) {
          throw new IllegalStateException(unreadable);
        }
      }
      return meanings;
    } else if (value instanceof List<?> items) {
      List<@Nullable Object> meanings = new ArrayList<>();
      items.forEach(item -> meanings.add(meaning(item)));
      return meanings;
    }
    return value;
  }
}
