package io.sluice.quality.rule;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML with the plain scalars of YAML 1.2: {@code no} and {@code 12:30} are text. No object
 * is ever constructed from a tag. Aliases are followed; each use counts towards the bound.
 */
final class YamlDocument {

  private int nodes;

  private YamlDocument() {}

  static Node read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Documents.MAX_LENGTH);
    options.setNestingDepthLimit(Documents.MAX_DEPTH);
    options.setMaxAliasesForCollections(50);
    options.setAllowRecursiveKeys(false);
    try {
      org.yaml.snakeyaml.nodes.Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        throw Documents.fault(new Location("", 1, 1), "the document is empty", null);
      }
      return new YamlDocument().node(root, "", 0);
    } catch (MarkedYAMLException malformed) {
      throw Documents.fault(
          place("", malformed.getProblemMark()),
          "not YAML: " + malformed.getProblem(),
          malformed.getContext());
    } catch (YAMLException malformed) {
      throw Documents.fault(Location.NONE, "not YAML: " + malformed.getMessage(), null);
    }
  }

  private static Location place(String pointer, @Nullable Mark mark) {
    return mark == null
        ? new Location(pointer, 0, 0)
        : new Location(pointer, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Node node(org.yaml.snakeyaml.nodes.Node yaml, String pointer, int depth) {
    Location place = place(pointer, yaml.getStartMark());
    if (++nodes > Documents.MAX_NODES || depth > Documents.MAX_DEPTH) {
      throw Documents.fault(place, "the document is too deep or too large", null);
    }
    if (yaml instanceof MappingNode mapping) {
      return members(mapping, place, depth);
    } else if (yaml instanceof SequenceNode sequence) {
      List<Node> items = new ArrayList<>();
      for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
        items.add(node(item, pointer + "/" + items.size(), depth + 1));
      }
      return new Node.Items(items, place);
    } else if (yaml instanceof ScalarNode scalar) {
      return new Node.Scalar(value(scalar, place), place);
    }
    throw Documents.fault(place, "this is not plain YAML", null);
  }

  private Node members(MappingNode mapping, Location place, int depth) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Location keyPlace = place(place.pointer(), tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw Documents.fault(keyPlace, "a name must be plain text", null);
      }
      String name = key.getValue();
      String pointer = Documents.pointer(place.pointer(), name);
      Location named = new Location(pointer, keyPlace.line(), keyPlace.column());
      Node.Member member = new Node.Member(node(tuple.getValueNode(), pointer, depth + 1), named);
      if (members.put(name, member) != null) {
        throw Documents.fault(named, "'" + name + "' occurs twice", null);
      }
    }
    return new Node.Members(members, place);
  }

  private static @Nullable Object value(ScalarNode scalar, Location place) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return Documents.text(text, place);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      case ".inf", ".Inf", ".INF", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      default -> {
        Object number = Documents.number(text, place);
        yield number == null ? Documents.text(text, place) : number;
      }
    };
  }
}
