package io.sluice.quality.sdk.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Writes an outline in the canonical form. */
final class YamlWriter {

  private static final int WIDTH = 100;
  private static final int STEP = 2;

  private static final List<String> DOCUMENT =
      List.of("ruleset", "description", "dataset", "source", "gate", "*", "rules");
  private static final List<String> RULE =
      List.of(
          "id", "description", "*", "where", "mostly", "severity", "dimension", "tags", "enabled");
  private static final List<String> SOURCE =
      List.of("type", "path", "paths", "glob", "format", "*", "options");
  private static final List<String> GATE =
      List.of("severities", "onError", "onMissingEvidence", "onUpstreamHalt", "staleAfter", "*");
  private static final List<String> DATASET = List.of("namespace", "name", "*");
  private static final List<String> AS_WRITTEN = List.of("*");

  /** JEXL and prose are quoted even where they need not be. */
  private static final Set<String> QUOTED = Set.of("rows", "assert", "where", "description");

  private final StringBuilder out = new StringBuilder();

  String write(YamlOutline outline) {
    if (!outline.heading.isEmpty()) {
      comments(outline.heading, 0);
      out.append('\n');
    }
    boolean suite = outline.members.stream().anyMatch(m -> m.name().equals("expectations"));
    entries(ordered(outline.members, suite ? AS_WRITTEN : DOCUMENT), 0, suite ? "suite" : "");
    comments(outline.end, 0);
    return out.toString();
  }

  /**
   * Writes entries one below the other.
   *
   * @param parent the key they stand under
   */
  private void entries(List<YamlEntry> entries, int indent, String parent) {
    boolean first = true;
    for (YamlEntry entry : entries) {
      before(entry, indent, first);
      out.append(" ".repeat(indent));
      entry(entry, indent, parent);
      first = false;
    }
  }

  /** The first entry below a key has no empty line above it. */
  private void before(YamlEntry entry, int indent, boolean first) {
    List<String> lines = entry.before;
    comments(
        first && !lines.isEmpty() && lines.get(0).isEmpty()
            ? lines.subList(1, lines.size())
            : lines,
        indent);
    // One comment fits behind the entry; what more there is goes above it.
    for (int i = 1; i < entry.behind.size(); i++) {
      comments(List.of(entry.behind.get(i)), indent);
    }
  }

  private void comments(List<String> lines, int indent) {
    for (String line : lines) {
      out.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
    }
  }

  private void entry(YamlEntry entry, int indent, String parent) {
    if (entry.key == null) {
      item(entry, indent, parent);
      return;
    }
    String key = YamlScalars.key(entry.key);
    out.append(key).append(':');
    if (entry.children.isEmpty()) {
      value(entry, indent, indent + key.length() + 2, parent);
    } else {
      behind(entry);
      boolean list = entry.value instanceof SequenceNode;
      List<YamlEntry> children =
          list ? entry.children : ordered(entry.children, order(entry.name(), parent));
      entries(children, indent + STEP, entry.name());
    }
    comments(entry.after, indent);
  }

  private void item(YamlEntry entry, int indent, String parent) {
    out.append('-');
    if (entry.children.isEmpty() || entry.value instanceof SequenceNode) {
      entry.children.clear();
      value(entry, indent, indent + 2, parent);
    } else {
      members(entry, indent + STEP, parent);
    }
    comments(entry.after, indent);
  }

  /** The members of an item; the first stands behind the dash, its comments above that. */
  private void members(YamlEntry item, int indent, String parent) {
    List<YamlEntry> members = ordered(item.children, parent.equals("rules") ? RULE : AS_WRITTEN);
    YamlEntry head = members.get(0);
    if (!head.before.isEmpty() || head.behind.size() > 1) {
      int dash = out.length() - 1 - (indent - STEP);
      out.setLength(dash);
      before(head, indent - STEP, true);
      out.append(" ".repeat(indent - STEP)).append('-');
    }
    out.append(' ');
    entry(head, indent, "item of " + parent);
    entries(members.subList(1, members.size()), indent, "item of " + parent);
  }

  private void behind(YamlEntry entry) {
    out.append(entry.behind.isEmpty() ? "" : "  " + entry.behind.get(0)).append('\n');
  }

  /** A value without comments inside: on the line, or below it if it is too long. */
  private void value(YamlEntry entry, int indent, int column, String parent) {
    boolean quoted = QUOTED.contains(entry.name());
    if (entry.value instanceof ScalarNode scalar) {
      if (YamlScalars.isProse(scalar)) {
        prose(entry, scalar.getValue(), indent + STEP);
      } else {
        out.append(' ').append(YamlScalars.value(scalar, quoted));
        behind(entry);
      }
      return;
    }
    String line = flow(entry.value, order(entry.name(), parent));
    if (column + line.length() <= WIDTH || isEmpty(entry.value)) {
      out.append(' ').append(line);
      behind(entry);
    } else if (entry.value instanceof MappingNode mapping && entry.key != null) {
      behind(entry);
      List<YamlEntry> members = new ArrayList<>();
      for (NodeTuple tuple : mapping.getValue()) {
        members.add(new YamlEntry((ScalarNode) tuple.getKeyNode(), tuple.getValueNode()));
      }
      entries(ordered(members, order(entry.name(), parent)), indent + STEP, entry.name());
    } else if (entry.value instanceof SequenceNode sequence) {
      filled(entry, sequence, indent + STEP);
    } else {
      out.append(' ').append(line);
      behind(entry);
    }
  }

  private static boolean isEmpty(Node node) {
    return node instanceof CollectionNode<?> collection && collection.getValue().isEmpty();
  }

  private void prose(YamlEntry entry, String text, int indent) {
    out.append(text.endsWith("\n") ? " |" : " |-");
    behind(entry);
    text.lines()
        .forEach(
            line -> out.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n'));
  }

  /** A long list, as many items on each line as fit. */
  private void filled(YamlEntry entry, SequenceNode sequence, int indent) {
    behind(entry);
    StringBuilder line = new StringBuilder(" ".repeat(indent)).append('[');
    boolean fresh = true;
    int last = sequence.getValue().size() - 1;
    for (int i = 0; i <= last; i++) {
      String item = flow(sequence.getValue().get(i), AS_WRITTEN) + (i == last ? "]" : ",");
      if (!fresh && line.length() + 1 + item.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(" ".repeat(indent + 1));
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(item);
      fresh = false;
    }
    out.append(line).append('\n');
  }

  /** A value on one line, as it stands in a document. */
  static String flow(Node node) {
    return flow(node, AS_WRITTEN);
  }

  /** A rule as an item of a list of rules. */
  static String rule(MappingNode rule) {
    StringJoiner lines = new StringJoiner("\n  ", "- ", "");
    rule.getValue().stream()
        .sorted(Comparator.comparingInt(tuple -> rank(name(tuple), RULE)))
        .forEach(
            tuple ->
                lines.add(YamlScalars.key((ScalarNode) tuple.getKeyNode()) + ": " + member(tuple)));
    return lines.toString();
  }

  private static String flow(Node node, List<String> order) {
    if (node instanceof MappingNode mapping) {
      StringJoiner members = new StringJoiner(", ", "{", "}");
      mapping.getValue().stream()
          .sorted(Comparator.comparingInt(tuple -> rank(name(tuple), order)))
          .forEach(
              tuple ->
                  members.add(
                      YamlScalars.key((ScalarNode) tuple.getKeyNode()) + ": " + member(tuple)));
      return members.toString();
    } else if (node instanceof SequenceNode sequence) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      sequence.getValue().forEach(item -> items.add(flow(item, AS_WRITTEN)));
      return items.toString();
    }
    return YamlScalars.value((ScalarNode) node, false);
  }

  private static String member(NodeTuple tuple) {
    return tuple.getValueNode() instanceof ScalarNode scalar
        ? YamlScalars.value(scalar, QUOTED.contains(name(tuple)))
        : flow(tuple.getValueNode(), AS_WRITTEN);
  }

  private static String name(NodeTuple tuple) {
    return ((ScalarNode) tuple.getKeyNode()).getValue();
  }

  private static List<String> order(String key, String parent) {
    if (!parent.isEmpty()) {
      return AS_WRITTEN;
    }
    return switch (key) {
      case "source" -> SOURCE;
      case "gate" -> GATE;
      case "dataset" -> DATASET;
      default -> AS_WRITTEN;
    };
  }

  private static List<YamlEntry> ordered(List<YamlEntry> entries, List<String> order) {
    return entries.stream()
        .sorted(Comparator.comparingInt(entry -> rank(entry.name(), order)))
        .toList();
  }

  private static int rank(String name, List<String> order) {
    int at = order.indexOf(name);
    return at < 0 ? order.indexOf("*") : at;
  }
}
