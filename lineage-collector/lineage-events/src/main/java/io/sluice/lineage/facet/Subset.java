package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which part of a dataset was read or written: a condition of the {@code subset} facet of an input
 * or the {@code outputSubset} facet of an output.
 */
public sealed interface Subset
    permits Subset.Locations, Subset.Partitions, Subset.Both, Subset.Comparison, Subset.Unknown {

  /** How deep conditions may nest; what lies deeper is {@link Unknown}. */
  int MAX_DEPTH = 30;

  /** The keys of the facet: of an input, of an output, and as some write it. */
  List<String> KEYS = List.of("subset", "outputSubset", "inputSubset");

  /** The members of the facet that hold the condition: of an input, of an output. */
  List<String> CONDITIONS = List.of("inputCondition", "outputCondition");

  /** How many locations or partitions are read; with more of them the condition is unknown. */
  int MAX_ITEMS = 1_000;

  /**
   * Some files or directories.
   *
   * @param locations their paths
   */
  record Locations(List<String> locations) implements Subset {
    /** Copies the list. */
    public Locations {
      locations = List.copyOf(locations);
    }
  }

  /**
   * Some partitions.
   *
   * @param partitions each by its dimensions, such as {@code {dt=2026-01-01, region=eu}}
   */
  record Partitions(List<Map<String, String>> partitions) implements Subset {
    /** Copies the list. */
    public Partitions {
      partitions = partitions.stream().map(Map::copyOf).toList();
    }
  }

  /**
   * Two conditions.
   *
   * @param and whether both must hold; otherwise either
   * @param left the one
   * @param right the other
   */
  record Both(boolean and, Subset left, Subset right) implements Subset {}

  /** How a field is compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /**
   * A field compared with a literal.
   *
   * @param field the field
   * @param operator how
   * @param literal with what
   */
  record Comparison(String field, Operator operator, String literal) implements Subset {}

  /** Something that could not be read: it may be any part. */
  record Unknown() implements Subset {}

  /** The condition of an input or output, if its facets hold one. */
  static Optional<Subset> in(ObjectNode roleFacets) {
    if (roleFacets.isEmpty()) {
      return Optional.empty();
    }
    for (String key : KEYS) {
      ObjectNode facet = Lenient.facet(roleFacets, key);
      for (String member : CONDITIONS) {
        JsonNode condition = facet == null ? null : facet.get(member);
        if (condition != null && condition.isObject()) {
          return Optional.of(read(condition, 0));
        }
      }
    }
    return Optional.empty();
  }

  private static Subset read(JsonNode node, int depth) {
    if (depth >= MAX_DEPTH) {
      return new Unknown();
    }
    return switch (Lenient.textOrEmpty(node, "type").toLowerCase(Locale.ROOT)) {
      case "location" -> locations(node);
      case "partition" -> partitions(node);
      case "binary" -> binary(node, depth);
      case "compare" -> comparison(node);
      default -> new Unknown();
    };
  }

  private static Subset locations(JsonNode node) {
    JsonNode sent = node.path("locations");
    if (!sent.isArray() || sent.isEmpty() || sent.size() > MAX_ITEMS) {
      return new Unknown();
    }
    List<String> read =
        Lenient.list(
            node,
            "locations",
            MAX_ITEMS,
            each -> each.isTextual() ? Optional.of(each.textValue()) : Optional.empty());
    return read.size() == sent.size() ? new Locations(read) : new Unknown();
  }

  private static Subset partitions(JsonNode node) {
    JsonNode sent = node.path("partitions");
    if (!sent.isArray() || sent.isEmpty() || sent.size() > MAX_ITEMS) {
      return new Unknown();
    }
    List<Map<String, String>> read =
        Lenient.list(node, "partitions", MAX_ITEMS, Subset::dimensions);
    return read.size() == sent.size() ? new Partitions(read) : new Unknown();
  }

  private static Optional<Map<String, String>> dimensions(JsonNode partition) {
    JsonNode dimensions = partition.path("dimensions");
    if (dimensions.isEmpty() || dimensions.size() > 50) {
      return Optional.empty();
    }
    Map<String, String> read = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : dimensions.properties()) {
      if (each.getValue().isValueNode() && !each.getValue().isNull()) {
        read.put(each.getKey(), each.getValue().asText());
      }
    }
    return read.size() == dimensions.size() ? Optional.of(read) : Optional.empty();
  }

  private static Subset binary(JsonNode node, int depth) {
    return switch (Lenient.textOrEmpty(node, "operator").toUpperCase(Locale.ROOT)) {
      case "AND" -> new Both(true, side(node, "left", depth), side(node, "right", depth));
      case "OR" -> new Both(false, side(node, "left", depth), side(node, "right", depth));
      default -> new Unknown();
    };
  }

  private static Subset side(JsonNode node, String member, int depth) {
    return read(node.path(member), depth + 1);
  }

  private static Subset comparison(JsonNode node) {
    Optional<Operator> operator = operator(Lenient.textOrEmpty(node, "comparison"));
    if (operator.isEmpty()) {
      return new Unknown();
    }
    JsonNode left = node.path("left");
    JsonNode right = node.path("right");
    Optional<String> field = Lenient.text(left, "field");
    Optional<String> literal = Lenient.scalar(right, "value");
    if (field.isPresent() && literal.isPresent()) {
      return new Comparison(field.get(), operator.get(), literal.get());
    }
    field = Lenient.text(right, "field");
    literal = Lenient.scalar(left, "value");
    return field.isPresent() && literal.isPresent()
        ? new Comparison(field.get(), turned(operator.get()), literal.get())
        : new Unknown();
  }

  /** The words of the specification, and the signs that some producers write. */
  private static Optional<Operator> operator(String comparison) {
    return switch (comparison.toUpperCase(Locale.ROOT)) {
      case "EQUAL", "EQUALS", "EQ", "=", "==" -> Optional.of(Operator.EQUAL);
      case "NOT_EQUAL", "NOT_EQUALS", "NE", "!=", "<>" -> Optional.of(Operator.NOT_EQUAL);
      case "LESS_THAN", "LT", "<" -> Optional.of(Operator.LESS);
      case "LESS_EQUAL_THAN", "LESS_THAN_OR_EQUAL", "LE", "<=" ->
          Optional.of(Operator.LESS_OR_EQUAL);
      case "GREATER_THAN", "GT", ">" -> Optional.of(Operator.GREATER);
      case "GREATER_EQUAL_THAN", "GREATER_THAN_OR_EQUAL", "GE", ">=" ->
          Optional.of(Operator.GREATER_OR_EQUAL);
      default -> Optional.empty();
    };
  }

  private static Operator turned(Operator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator;
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
    };
  }
}
