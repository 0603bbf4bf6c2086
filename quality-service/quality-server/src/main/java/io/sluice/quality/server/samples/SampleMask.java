package io.sluice.quality.server.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Replaces values out of the data by stars and keeps their shape: how many there are, which are
 * null, which parts they have. Counts, ratios and other figures stay; the query that finds failing
 * rows goes.
 */
public final class SampleMask {

  private static final TextNode STARS = TextNode.valueOf("***");

  private static final String COUNTS = "partialUnexpectedCounts";

  private static final Set<String> SAMPLES =
      Set.of(
          "unexpectedList",
          "unexpectedIndexList",
          "partialUnexpectedList",
          "partialUnexpectedIndexList",
          "unexpectedRows");

  /** Its condition may hold a value that a parameter took from another rule's result. */
  private static final String QUERY = "unexpectedIndexQuery";

  private SampleMask() {}

  /** The results of a check or an evaluation without values of the data. */
  public static JsonNode mask(JsonNode results) {
    ArrayNode masked = JsonNodeFactory.instance.arrayNode();
    for (JsonNode result : results) {
      masked.add(result.isObject() ? maskResult((ObjectNode) result.deepCopy()) : result);
    }
    return masked;
  }

  private static ObjectNode maskResult(ObjectNode result) {
    for (String field : SAMPLES) {
      if (result.has(field)) {
        result.set(field, stars(result.get(field)));
      }
    }
    result.remove(QUERY);
    if (result.has(COUNTS)) {
      result.set(COUNTS, valuesStarred(result.get(COUNTS)));
    }
    // A table's columns are no secret; a text or a set of values of a column is.
    boolean ofTable = result.path("type").asText().startsWith("expect_table_");
    if (!ofTable && result.path("details").isObject()) {
      ObjectNode details = (ObjectNode) result.get("details");
      for (Map.Entry<String, JsonNode> detail : Set.copyOf(details.properties())) {
        if (holdsValues(detail.getKey(), detail.getValue())) {
          details.set(
              detail.getKey(),
              detail.getKey().equals(COUNTS)
                  ? valuesStarred(detail.getValue())
                  : stars(detail.getValue()));
        }
      }
    }
    JsonNode observed = result.path("observedValue");
    if (!ofTable && (observed.isTextual() || observed.isContainerNode())) {
      result.set("observedValue", stars(observed));
    }
    return result;
  }

  /** How often each value occurs stays, the value does not. */
  private static JsonNode valuesStarred(JsonNode counts) {
    JsonNode masked = counts.deepCopy();
    for (JsonNode entry : masked) {
      if (entry.isObject()) {
        ((ObjectNode) entry).set("value", stars(entry.path("value")));
      }
    }
    return masked;
  }

  private static boolean holdsValues(String name, JsonNode value) {
    String lower = name.toLowerCase(Locale.ROOT);
    return value.isContainerNode() || (lower.contains("value") && value.isTextual());
  }

  private static JsonNode stars(JsonNode value) {
    if (value.isArray()) {
      ArrayNode masked = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> masked.add(stars(item)));
      return masked;
    }
    if (value.isObject()) {
      ObjectNode masked = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(field -> masked.set(field.getKey(), stars(field.getValue())));
      return masked;
    }
    return value.isNull() ? value : STARS;
  }
}
