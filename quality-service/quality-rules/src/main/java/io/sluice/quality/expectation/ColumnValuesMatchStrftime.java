package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.text.MatchesStrftime;

/** {@code expect_column_values_to_match_strftime_format}: Python's strptime reads every text. */
final class ColumnValuesMatchStrftime implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_match_strftime_format";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text is a date or time written in the format of Python's strptime.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required(
                "strftime_format", "format", "the format, for example %Y-%m-%d %H:%M:%S"))
        .deviating(
            "GX has it in pandas and Spark, where pandas' answer holds; here every engine has it,"
                + " by a test in the JVM. Names are English, %Z reads UTC and GMT, a directive may"
                + " occur once. Only text is read: a column of dates is refused, as in GX.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    try {
      return TextTests.ofText(
          MatchesStrftime.of(arguments.text("strftime_format")), arguments, scope);
    } catch (IllegalArgumentException fault) {
      throw new ArgumentException("strftime_format", String.valueOf(fault.getMessage()));
    }
  }
}
