package io.sluice.quality.sdk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of the canonical form, on rule sets written at random in every style that YAML has. */
class RuleFormatterPropertiesTest {

  private static final List<String> TEXTS =
      List.of(
          "id",
          "no",
          "12:30",
          "2024-01-01",
          "1.50",
          "it's",
          "say \"x\"",
          "a\\d+",
          "#1",
          "a: b",
          "a #b",
          "[x]",
          "- x",
          "",
          " blank ",
          "two\nlines",
          "two\nlines\n",
          "\ttab",
          "żółć 店 🚰",
          "true",
          "Null",
          "~",
          "&x",
          "!x",
          "%x",
          "@x",
          "`x",
          "x,y",
          "\u0085",
          "\u200b",
          "y");

  /** Writes one rule set; everything about its form is random. */
  private static final class Scribble {

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int comments;

    Scribble(long seed) {
      random = new Random(seed);
    }

    String text() {
      maybeComment("");
      List<String> members = new ArrayList<>(List.of("ruleset", "rules"));
      for (String name : List.of("dataset", "gate", "source", "description")) {
        if (random.nextBoolean()) {
          members.add(name);
        }
      }
      Collections.shuffle(members, random);
      for (String name : members) {
        maybeComment("");
        switch (name) {
          case "ruleset" -> line("ruleset: sales");
          case "dataset" -> line("dataset: {name: " + quoted("a/b") + ", namespace: \"file\"}");
          case "gate" -> gate();
          case "source" -> line("source: {path: \"x/${batch}.csv\", type: file}");
          case "description" -> line("description: " + quoted(pick()));
          default -> rules();
        }
      }
      maybeComment(random.nextBoolean() ? "" : "  ");
      return out.toString();
    }

    private void gate() {
      line("gate:");
      maybeComment("  ");
      line("  onError: HALT");
      if (random.nextBoolean()) {
        line("  severities: {warning: halt, info: warn}");
      }
    }

    private void rules() {
      line("rules:");
      String indent = random.nextBoolean() ? "  " : "";
      for (int i = random.nextInt(4); i >= 0; i--) {
        maybeComment(random.nextBoolean() ? indent : indent + "  ");
        rule(indent, i);
      }
    }

    private void rule(String indent, int number) {
      List<String> members = new ArrayList<>();
      members.add(kind(indent + "    "));
      if (random.nextBoolean()) {
        members.add("id: r" + number);
      }
      if (random.nextBoolean()) {
        members.add("where: " + quoted("a != '" + "x".repeat(random.nextInt(90)) + "'"));
      }
      if (random.nextBoolean()) {
        members.add("mostly: 0.990");
      }
      if (random.nextBoolean()) {
        members.add("tags: [" + quoted(pick()) + ", \"b c\"]");
      }
      if (random.nextBoolean()) {
        members.add("description: " + quoted(pick()));
      }
      Collections.shuffle(members, random);
      String lead = indent + "- ";
      for (String member : members) {
        if (!lead.endsWith("- ")) {
          maybeComment(indent + "  ");
        }
        line(lead + member);
        lead = indent + "  ";
      }
    }

    private String kind(String indent) {
      return switch (random.nextInt(4)) {
        case 0 -> "rows: " + quoted("a > 1 or b =~ '[0-9]+'");
        case 1 -> "assert: \"row_count > 1\"";
        case 2 ->
            "expect_column_values_to_be_in_set: {column: "
                + quoted(pick())
                + ", value_set: ["
                + values()
                + "]}";
        default ->
            "expect_column_values_to_be_in_set:\n"
                + indent
                + "value_set:"
                + comment()
                + "\n"
                + indent
                + "  [1, null, ~, true, .inf, -2.50, 1e3,"
                + comment()
                + "\n"
                + indent
                + "  "
                + values()
                + "]"
                + comment()
                + "\n"
                + indent
                + "column: c";
      };
    }

    private String values() {
      List<String> values = new ArrayList<>();
      for (int i = random.nextInt(random.nextBoolean() ? 4 : 60); i >= 0; i--) {
        values.add(quoted(pick()));
      }
      return String.join(", ", values);
    }

    private String pick() {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String quoted(String text) {
      boolean simple = text.chars().noneMatch(c -> c < ' ' || c == 0x85);
      if (simple && random.nextBoolean()) {
        return "'" + text.replace("'", "''") + "'";
      }
      return '"'
          + text.replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\n", "\\n")
              .replace("\t", "\\t")
              .replace("\u0085", "\\N")
          + '"';
    }

    private void line(String text) {
      out.append(text).append(comment()).append('\n');
    }

    private String comment() {
      return random.nextInt(5) == 0 ? " # behind " + ++comments : "";
    }

    private void maybeComment(String indent) {
      if (random.nextInt(4) == 0) {
        out.append('\n');
      }
      while (random.nextInt(4) == 0) {
        out.append(indent).append("# above ").append(++comments).append('\n');
      }
      if (random.nextInt(4) == 0) {
        out.append('\n');
      }
    }
  }

  @Property(tries = 500)
  void formatsOnceAndForAllAndSaysTheSame(@ForAll long seed) throws RuleFormatter.Refused {
    String text = new Scribble(seed).text();

    String formatted = RuleFormatter.format(text);

    assertThat(RuleFormatter.format(formatted)).isEqualTo(formatted);
    assertThat(meanings(formatted)).isEqualTo(meanings(text));
    assertThat(YamlComments.texts(formatted)).isEqualTo(YamlComments.texts(text));
  }

  /** What is said, spelled out here on its own: the formatter must not be its own only witness. */
  private static List<String> meanings(String text) throws RuleSyntaxException {
    RuleSet set = new RuleSetReader().read(text);
    List<String> meanings = new ArrayList<>();
    meanings.add(set.name() + "|" + set.dataset() + "|" + set.source() + "|" + set.gate());
    for (Rule rule : set.rules()) {
      meanings.add(
          String.join(
              "|",
              rule.id(),
              rule.type(),
              typed(rule.arguments()),
              typed(rule.expression()),
              typed(rule.where()),
              typed(rule.mostly()),
              typed(rule.tags()),
              typed(rule.description())));
    }
    return meanings;
  }

  private static String typed(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(RuleFormatterPropertiesTest::typed).toList().toString();
    } else if (value instanceof java.util.Map<?, ?> map) {
      StringBuilder out = new StringBuilder();
      map.forEach((key, item) -> out.append(key).append('=').append(typed(item)).append(';'));
      return out.toString();
    }
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }

  @Example
  void keepsCommentsWithWhatTheyAreAbout() throws RuleFormatter.Refused {
    String formatted =
        RuleFormatter.format(
            """
            # about the file

            # about the rules
            rules:
            # about the first
            - severity: warning   # soft
              # the heart of it
              rows: 'x > 1'
              id: first
            ruleset: 'sales'
            # bye
            """);

    assertThat(formatted)
        .isEqualTo(
            """
            # about the file

            ruleset: sales
            # about the rules
            rules:
              # about the first
              - id: first
                # the heart of it
                rows: "x > 1"
                severity: warning  # soft
            # bye
            """);
  }
}
