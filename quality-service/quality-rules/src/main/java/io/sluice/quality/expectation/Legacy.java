package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;

/** Parameters that suites of GX 0.18 have and GX 1.x dropped. */
final class Legacy {

  static final Parameter PARSE_DATES =
      Parameter.optional(
          "parse_strings_as_datetimes",
          "true or false",
          "false",
          "GX 0.18: reads text as dates; here a date column needs no asking, and on a text column it"
              + " is refused");
  static final Parameter CROSS_TYPES =
      Parameter.optional(
          "allow_cross_type_comparisons",
          "true or false",
          "false",
          "GX 0.18: has no effect, for a column has one type here");
  static final Parameter OUTPUT_FORMAT =
      Parameter.optional(
          "output_strftime_format",
          "text",
          null,
          "GX 0.18: has no effect, dates are shown in ISO 8601");

  private Legacy() {}

  /** Refuses what would need text to be read as dates. */
  static void check(Arguments arguments, Expr.ColumnRef column) {
    arguments.truth("allow_cross_type_comparisons", false);
    if (arguments.truth("parse_strings_as_datetimes", false)
        && column.type().equals(ExprType.STRING)) {
      throw new ArgumentException(
          "parse_strings_as_datetimes",
          "column '" + column.name() + "' is text, which is not read as dates",
          "give the source a schema in which it is a date or a timestamp");
    }
  }
}
