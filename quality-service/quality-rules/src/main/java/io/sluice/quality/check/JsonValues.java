package io.sluice.quality.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON: exact numbers stay exact, what JSON has no number for is text. */
final class JsonValues {

  /** Keeps 1.50 as it is: a number's digits are not ours to change. */
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private JsonValues() {}

  static JsonNode of(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Double real) {
      return Double.isFinite(real) ? NODES.numberNode(real) : NODES.textNode(real.toString());
    } else if (value instanceof BigDecimal exact) {
      return number(exact);
    } else if (value instanceof Long whole) {
      return NODES.numberNode(whole);
    } else if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    } else if (value instanceof Collection<?> items) {
      ArrayNode array = NODES.arrayNode();
      items.forEach(item -> array.add(of(item)));
      return array;
    } else if (value instanceof Map<?, ?> members) {
      ObjectNode object = NODES.objectNode();
      members.forEach((name, member) -> object.set(String.valueOf(name), of(member)));
      return object;
    }
    return NODES.textNode(value.toString());
  }

  private static JsonNode number(BigDecimal exact) {
    BigDecimal plain = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    return plain.scale() <= 0
        ? NODES.numberNode(plain.toBigIntegerExact())
        : NODES.numberNode(plain);
  }

  /** How often each value occurs among the samples, the most frequent first. */
  static ArrayNode counts(List<@Nullable Object> values) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    for (Object value : values) {
      JsonNode node = of(value);
      counts.merge(node.toString(), 1L, Long::sum);
      shown.put(node.toString(), node);
    }
    ArrayNode result = NODES.arrayNode();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            entry -> {
              ObjectNode item = result.addObject();
              item.set("value", shown.get(entry.getKey()));
              item.put("count", entry.getValue());
            });
    return result;
  }
}
