package io.sluice.quality.text;

import io.sluice.quality.expression.RowTest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether text is JSON that a JSON schema accepts.
 *
 * @param schema the schema
 */
public record MatchesJsonSchema(JsonSchema schema) implements RowTest {

  /**
   * The test for a schema as rules have it: maps, lists, texts, numbers, truth values and nulls.
   *
   * @throws IllegalArgumentException if it is no schema, or refers to something outside itself; the
   *     message says why
   */
  public static MatchesJsonSchema of(Map<String, ? extends @Nullable Object> schema) {
    return new MatchesJsonSchema(new JsonSchema(CanonicalJson.of(schema)));
  }

  @Override
  public boolean passes(String text) {
    return schema.accepts(text);
  }

  @Override
  public String words() {
    return "json schema " + schema.text();
  }
}
