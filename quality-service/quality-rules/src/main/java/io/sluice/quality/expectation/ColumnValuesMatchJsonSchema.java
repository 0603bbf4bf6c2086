package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.text.MatchesJsonSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code expect_column_values_to_match_json_schema}: drafts 4 to 2020-12. */
final class ColumnValuesMatchJsonSchema implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_match_json_schema";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text is JSON that the JSON schema accepts.",
            Description.NULL_IS_MISSING + " The JSON null in a text is a value.",
            Parameter.COLUMN,
            Parameter.required(
                "json_schema",
                "JSON schema",
                "the schema; its $schema says which draft, 4 to 2020-12, else 2020-12"))
        .deviating(
            "GX has it in pandas and Spark, and a text that is no JSON stops it; here every engine"
                + " has it, by a test in the JVM, and such a text is unexpected. A $ref leads only"
                + " within the schema, patterns are of the RE2 subset, format is not checked (nor is"
                + " it in GX). A value that takes more than 200000 steps to check, or nests deeper"
                + " than 400 checks, is unexpected.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Map<String, @Nullable Object> schema = arguments.members("json_schema");
    if (schema == null) {
      throw new ArgumentException("json_schema", "'json_schema' is required");
    }
    try {
      return TextTests.ofJson(MatchesJsonSchema.of(schema), arguments, scope);
    } catch (IllegalArgumentException fault) {
      throw new ArgumentException("json_schema", String.valueOf(fault.getMessage()));
    }
  }
}
