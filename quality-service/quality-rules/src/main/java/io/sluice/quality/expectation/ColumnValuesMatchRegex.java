package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/**
 * {@code expect_column_values_to_match_regex}: the pattern (RE2 subset) may match anywhere in the
 * text, as in GX; nulls are missing.
 */
final class ColumnValuesMatchRegex implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_match_regex";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text contains a match of the pattern.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("regex", "pattern", "the pattern; it may match anywhere"))
        .deviating(Patterns.DEVIATION);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    return Rows.meet(
        scope,
        Patterns.finds(column, arguments.anyText("regex")),
        new Expr.IsNull(column),
        List.of(column));
  }
}
