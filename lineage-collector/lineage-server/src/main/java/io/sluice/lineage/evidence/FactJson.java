package io.sluice.lineage.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.lineage.facet.Subset;

/** Facts as they are stored: what was not said is left out. */
final class FactJson {

  /** A condition as long as this is stored as one that is not known. */
  private static final int MAX_CONDITION = 65_536;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .serializationInclusion(JsonInclude.Include.NON_EMPTY)
          .build();

  private FactJson() {}

  static String write(Object fact) {
    try {
      // PostgreSQL's JSON functions refuse the escape of NUL.
      return MAPPER.writeValueAsString(fact).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a fact is plain data", e);
    }
  }

  static JsonNode read(String content) {
    try {
      return MAPPER.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored fact cannot be read", e);
    }
  }

  /** The condition that the facets of a use hold, as it was sent. */
  static String condition(ObjectNode roleFacets) {
    for (String key : Subset.KEYS) {
      JsonNode facet = roleFacets.path(key);
      for (String member : Subset.CONDITIONS) {
        String text = facet.path(member).isObject() ? facet.path(member).toString() : "";
        if (!text.isEmpty() && text.length() <= MAX_CONDITION && text.indexOf('\0') < 0) {
          return text;
        }
      }
    }
    return "{\"type\":\"unknown\"}";
  }

  /** The condition that was stored. */
  static Subset subset(JsonNode condition) {
    ObjectNode facets = JsonNodeFactory.instance.objectNode();
    facets.putObject(Subset.KEYS.get(0)).set(Subset.CONDITIONS.get(0), condition);
    return Subset.in(facets).orElseGet(Subset.Unknown::new);
  }
}
