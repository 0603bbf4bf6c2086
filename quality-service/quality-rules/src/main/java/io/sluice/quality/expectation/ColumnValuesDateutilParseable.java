package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.text.DateText;

/** {@code expect_column_values_to_be_dateutil_parseable}: dateutil's parser reads every text. */
final class ColumnValuesDateutilParseable implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_dateutil_parseable";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text is a date or time that Python's dateutil.parser.parse can read.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN)
        .deviating(
            "GX has it in pandas and Spark; here every engine has it, by a test in the JVM that"
                + " follows dateutil's rules with its defaults: English names, month before day. What"
                + " a text leaves out is not taken from today: a bare day of 31 or a 29 February"
                + " without a year always reads. More than 1000 characters never do.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return TextTests.ofText(new DateText(), arguments, scope);
  }
}
