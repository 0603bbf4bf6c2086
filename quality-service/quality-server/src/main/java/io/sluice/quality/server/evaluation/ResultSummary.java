package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Cuts the results of an evaluation down to what an answer of bounded size can hold. */
final class ResultSummary {

  /** Leaves room for the rest of the answer under 64 KB. */
  static final int MAX_BYTES = 40_000;

  /** What can be spared, most dispensable first. */
  private static final List<String> SPARED =
      List.of("unexpectedIndexList", "unexpectedList", "details", "description", "observedValue");

  private ResultSummary() {}

  /**
   * The results, without samples, then details, if they are too large; if that is not enough, those
   * that passed are left out first and a last entry counts what is missing.
   */
  static JsonNode fit(JsonNode results) {
    JsonNode fitting = results.deepCopy();
    for (String field : SPARED) {
      if (size(fitting) <= MAX_BYTES) {
        return fitting;
      }
      fitting.forEach(result -> ((ObjectNode) result).remove(field));
    }
    return size(fitting) <= MAX_BYTES ? fitting : cut(fitting);
  }

  private static ArrayNode cut(JsonNode results) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    int bytes = 200;
    for (boolean passed : List.of(false, true)) {
      for (JsonNode result : results) {
        boolean met = "PASSED".equals(result.path("status").asText());
        int more = size(result) + 1;
        if (met == passed && bytes + more <= MAX_BYTES) {
          kept.add(result);
          bytes += more;
        }
      }
    }
    kept.addObject().put("omitted", results.size() - kept.size() + 1);
    return kept;
  }

  private static int size(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
