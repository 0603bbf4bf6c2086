package io.sluice.quality.text;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.SchemaLoader;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON schema of draft 4 to 2020-12, as its {@code $schema} says; without one, 2020-12. It refers
 * to nothing outside itself, its patterns are of the RE2 subset, and formats are only annotations,
 * as in Python's {@code jsonschema.validate}.
 *
 * <p>Equal by its text. The one place that knows the library behind it.
 */
final class JsonSchema {

  private static final int LONGEST_SCHEMA = 100_000;

  /** What one value may cost: a schema can ask for far more than it is long. */
  private static final long MOST_STEPS = 200_000;

  private static final int DEEPEST = 400;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaLoader(
                      SchemaLoader.builder()
                          .fetchRemoteResources(false)
                          .allow(iri -> isOfTheStandard(iri.toString()))
                          .build())
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .formatAssertionsEnabled(false)
                          .regularExpressionFactory(JsonSchema::pattern)
                          .build()));

  private final String text;
  private final Schema schema;

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if it is none, or refers to something outside itself; the
   *     message says why
   */
  JsonSchema(String text) {
    if (text.length() > LONGEST_SCHEMA) {
      throw new IllegalArgumentException(
          "the schema has more than " + LONGEST_SCHEMA + " characters");
    }
    this.text = text;
    try {
      JsonNode node = JSON.readTree(text);
      requireMetaSchema(node);
      schema = REGISTRY.getSchema(node);
      schema.initializeValidators();
    } catch (IllegalArgumentException fault) {
      throw fault;
    } catch (RuntimeException fault) {
      Throwable said = fault.getCause() instanceof ExpressionException cause ? cause : fault;
      throw new IllegalArgumentException("not a JSON schema: " + said.getMessage(), fault);
    }
  }

  private static boolean isOfTheStandard(String iri) {
    return iri.startsWith("http://json-schema.org/") || iri.startsWith("https://json-schema.org/");
  }

  private static com.networknt.schema.regex.RegularExpression pattern(String pattern) {
    com.google.re2j.Pattern compiled =
        com.google.re2j.Pattern.compile(Typer.regex(pattern, new Position(0, 0)));
    return value -> compiled.matcher(value).find();
  }

  private static void requireMetaSchema(JsonNode node) {
    String dialect =
        SpecificationVersion.fromSchemaNode(node)
            .map(SpecificationVersion::getDialectId)
            .orElse(null);
    if (dialect == null && node.has("$schema")) {
      throw new IllegalArgumentException(
          "'" + node.get("$schema").asString() + "' is none of draft 4 to 2020-12");
    }
    Schema meta =
        REGISTRY.getSchema(
            SchemaLocation.of(
                dialect == null ? SpecificationVersion.DRAFT_2020_12.getDialectId() : dialect));
    List<Error> errors = meta.validate(node);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("not a JSON schema: " + errors.get(0));
    }
  }

  String text() {
    return text;
  }

  /** Whether a text is JSON that the schema accepts; what costs too much to tell is not. */
  boolean accepts(String value) {
    try {
      return schema
          .validate(
              JSON.readTree(value),
              (ExecutionContext context) ->
                  context.executionConfig(
                      config ->
                          config
                              .failFast(true)
                              .annotationCollectionEnabled(false)
                              .maxEvaluationSteps(MOST_STEPS)
                              .maxEvaluationDepth(DEEPEST)))
          .isEmpty();
    } catch (RuntimeException beyond) {
      // No JSON, beyond a limit, or a number that arithmetic cannot hold.
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonSchema that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
