package io.sluice.quality.sdk.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A key with its value or an item of a list, with the comments that go with it. Mutable while the
 * outline is made.
 */
final class YamlEntry {

  /** Null for an item of a list. */
  final @Nullable ScalarNode key;

  final Node value;

  /** What stands in it on lines of its own; empty if its value is written on one line. */
  final List<YamlEntry> children = new ArrayList<>();

  /** Comments on the lines before it; an empty text is an empty line. */
  final List<String> before = new ArrayList<>();

  /** Comments behind it on its line. */
  final List<String> behind = new ArrayList<>();

  /** Comments after all that belongs to it. */
  final List<String> after = new ArrayList<>();

  YamlEntry(@Nullable ScalarNode key, Node value) {
    this.key = key;
    this.value = value;
  }

  private Node first() {
    return key == null ? value : key;
  }

  int index() {
    return first().getStartMark().getIndex();
  }

  int line() {
    return first().getStartMark().getLine();
  }

  /** Where it starts on its line, the dash of an item included. */
  int column() {
    int column = first().getStartMark().getColumn();
    return key == null ? Math.max(0, column - 2) : column;
  }

  String name() {
    return key == null ? "" : key.getValue();
  }
}
