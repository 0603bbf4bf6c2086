package io.sluice.quality.sdk.rules;

import io.sluice.quality.sdk.rules.YamlComments.Comment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML document as entries with their comments: one on a line of its own goes with what follows
 * it, or, if it is indented deeper than that, with what it follows; one behind something stays
 * there.
 */
final class YamlOutline {

  /** What is written in lines of its own whatever its length: these and the items of these. */
  private static final Set<String> STRUCTURE = Set.of("rules", "gate", "expectations");

  /** Comments that head the whole document: those before its first empty line. */
  final List<String> heading = new ArrayList<>();

  /** Comments after everything. */
  final List<String> end = new ArrayList<>();

  /** The members of the document. */
  final List<YamlEntry> members;

  private final List<Comment> comments;
  private final List<String> lines;

  /** Every entry in the order of the text. */
  private final List<YamlEntry> entries = new ArrayList<>();

  YamlOutline(MappingNode root, String text) {
    comments = YamlComments.of(text);
    lines = text.lines().toList();
    members = membersOf(root);
    comments.forEach(this::attach);
    keepEmptyLines();
    splitHeading();
    if (!end.isEmpty() && lines.get(lastComment() - end.size()).isBlank()) {
      end.add(0, "");
    }
  }

  private List<YamlEntry> membersOf(MappingNode mapping) {
    List<YamlEntry> result = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      result.add(entry((ScalarNode) tuple.getKeyNode(), tuple.getValueNode(), ""));
    }
    return result;
  }

  /** An entry; an item knows the name of its list. */
  private YamlEntry entry(@Nullable ScalarNode key, Node value, String list) {
    YamlEntry entry = new YamlEntry(key, value);
    entries.add(entry);
    if (value instanceof CollectionNode<?> node
        && !node.getValue().isEmpty()
        && (STRUCTURE.contains(key == null ? list : entry.name()) || hasComments(node))) {
      if (value instanceof MappingNode mapping) {
        entry.children.addAll(membersOf(mapping));
      } else if (value instanceof SequenceNode sequence) {
        sequence.getValue().forEach(item -> entry.children.add(entry(null, item, entry.name())));
      }
    }
    return entry;
  }

  private boolean hasComments(CollectionNode<?> node) {
    int start = node.getStartMark().getIndex();
    int lastLine = lastLine(node);
    return comments.stream()
        .anyMatch(
            comment ->
                comment.index() > start
                    && comment.line() <= lastLine
                    && !isBehindTheEnd(comment, node));
  }

  /** A comment behind the closing bracket is not inside. */
  private static boolean isBehindTheEnd(Comment comment, CollectionNode<?> node) {
    return node.getFlowStyle() == FlowStyle.FLOW && comment.index() >= node.getEndMark().getIndex();
  }

  /** The last line that the node itself takes; a block's own end lies beyond its comments. */
  private static int lastLine(Node node) {
    if (node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.FLOW) {
      return node.getEndMark().getLine();
    }
    if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      return lastLine(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
    }
    if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      return lastLine(sequence.getValue().get(sequence.getValue().size() - 1));
    }
    return node.getStartMark().getLine();
  }

  private void attach(Comment comment) {
    YamlEntry last = null;
    YamlEntry next = null;
    for (YamlEntry entry : entries) {
      if (entry.index() > comment.index()) {
        next = entry;
        break;
      }
      last = entry;
    }
    if (!comment.alone() && last != null) {
      last.behind.add(comment.text());
    } else if (last != null && (next == null || comment.column() > next.column())) {
      YamlEntry owner = ownerAt(comment.column(), last);
      if (owner == null) {
        end.add(comment.text());
      } else {
        owner.after.add(comment.text());
      }
    } else if (next != null) {
      next.before.add(comment.text());
    } else {
      end.add(comment.text());
    }
  }

  /** The entry that ends with {@code last} and stands at that column; null for the document. */
  private @Nullable YamlEntry ownerAt(int column, YamlEntry last) {
    if (column == 0) {
      return null;
    }
    YamlEntry owner = null;
    List<YamlEntry> level = members;
    while (!level.isEmpty()) {
      YamlEntry tail = null;
      for (YamlEntry entry : level) {
        if (entry.index() <= last.index()) {
          tail = entry;
        }
      }
      if (tail == null || tail.column() > column) {
        break;
      }
      owner = tail;
      level = tail.children;
    }
    return owner;
  }

  /** One empty line stays before members of the document and before rules. */
  private void keepEmptyLines() {
    for (YamlEntry entry : entries) {
      boolean spaced = members.contains(entry) || entry.key == null;
      if (spaced && entry != entries.get(0) && isEmptyAbove(entry)) {
        entry.before.add(0, "");
      }
    }
  }

  private boolean isEmptyAbove(YamlEntry entry) {
    int line = entry.line() - 1;
    boolean empty = false;
    while (line >= 0 && isBlankOrComment(lines.get(line))) {
      empty |= lines.get(line).isBlank();
      line--;
    }
    return empty;
  }

  private static boolean isBlankOrComment(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  private int lastComment() {
    return comments.get(comments.size() - 1).line();
  }

  /** Comments above an empty line, before anything else, are about the whole document. */
  private void splitHeading() {
    YamlEntry first = entries.get(0);
    List<String> above = lines.subList(0, Math.min(first.line(), lines.size()));
    int empty = -1;
    for (int i = 0; i < above.size(); i++) {
      if (above.get(i).isBlank() && i > 0) {
        empty = i;
      }
    }
    if (empty < 0) {
      return;
    }
    int end = empty;
    long heads = comments.stream().filter(comment -> comment.line() < end).count();
    for (long i = 0; i < heads; i++) {
      heading.add(first.before.remove(0));
    }
  }
}
