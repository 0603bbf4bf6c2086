package io.sluice.quality.sdk.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One of the cases that every engine is tested with.
 *
 * @param title what it shows
 * @param columns each with its type
 * @param rows the rows, each value as YAML
 * @param rule the rule as YAML
 * @param status how it comes out
 * @param figures what else is expected, as YAML without braces; empty if nothing is
 */
public record GalleryCase(
    String title,
    List<String> columns,
    List<List<String>> rows,
    String rule,
    String status,
    String figures) {

  private static final String PLACE = "/io/sluice/quality/cases/";

  /** Copies the lists. */
  public GalleryCase {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The cases of a kind of rule, in their order; none if it has no file of cases. */
  static List<GalleryCase> of(String kind) {
    try (InputStream in = GalleryCase.class.getResourceAsStream(PLACE + kind + ".yaml")) {
      if (in == null) {
        return List.of();
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      SequenceNode list =
          (SequenceNode) new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return list.getValue().stream().map(node -> read((MappingNode) node)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static GalleryCase read(MappingNode node) {
    List<List<String>> rows = new ArrayList<>();
    if (member(node, "rows") instanceof SequenceNode list) {
      for (Node row : list.getValue()) {
        rows.add(((SequenceNode) row).getValue().stream().map(YamlWriter::flow).toList());
      }
    }
    MappingNode expect = (MappingNode) require(node, "expect");
    return new GalleryCase(
        ((ScalarNode) require(node, "title")).getValue(),
        columns(require(node, "columns")),
        rows,
        YamlWriter.rule((MappingNode) require(node, "rule")),
        member(expect, "status") instanceof ScalarNode status ? status.getValue() : "",
        figures(expect));
  }

  /** Columns come as an object of types, or as a list of objects. */
  private static List<String> columns(Node node) {
    List<String> columns = new ArrayList<>();
    if (node instanceof MappingNode types) {
      for (NodeTuple tuple : types.getValue()) {
        columns.add(scalar(tuple.getKeyNode()) + " " + scalar(tuple.getValueNode()));
      }
    } else if (node instanceof SequenceNode list) {
      for (Node column : list.getValue()) {
        MappingNode named = (MappingNode) column;
        columns.add(scalar(require(named, "name")) + " " + scalar(require(named, "type")));
      }
    }
    return columns;
  }

  private static String scalar(Node node) {
    return ((ScalarNode) node).getValue();
  }

  private static String figures(MappingNode expect) {
    StringJoiner figures = new StringJoiner(", ");
    for (NodeTuple tuple : expect.getValue()) {
      String name = scalar(tuple.getKeyNode());
      if (!name.equals("status")) {
        figures.add(name + ": " + YamlWriter.flow(tuple.getValueNode()));
      }
    }
    return figures.toString();
  }

  private static @Nullable Node member(MappingNode node, String name) {
    for (NodeTuple tuple : node.getValue()) {
      if (scalar(tuple.getKeyNode()).equals(name)) {
        return tuple.getValueNode();
      }
    }
    return null;
  }

  private static Node require(MappingNode node, String name) {
    Node member = member(node, name);
    if (member == null) {
      throw new IllegalStateException("a case has no '" + name + "'");
    }
    return member;
  }
}
