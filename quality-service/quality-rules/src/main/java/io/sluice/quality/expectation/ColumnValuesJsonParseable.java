package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.text.JsonText;

/** {@code expect_column_values_to_be_json_parseable}: Python's json.loads reads every text. */
final class ColumnValuesJsonParseable implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_json_parseable";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text is one JSON value.",
            Description.NULL_IS_MISSING + " The JSON null in a text is a value.",
            Parameter.COLUMN)
        .deviating(
            "GX has it in pandas and Spark; here every engine has it, by a test in the JVM. As in"
                + " Python's json.loads, NaN, Infinity and keys that occur twice are accepted; at most"
                + " 900 levels deep.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return TextTests.ofJson(new JsonText(), arguments, scope);
  }
}
