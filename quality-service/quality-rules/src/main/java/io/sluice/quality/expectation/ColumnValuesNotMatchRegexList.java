package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_not_match_regex_list}: none of the patterns. */
final class ColumnValuesNotMatchRegexList implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_not_match_regex_list";
  }

  @Override
  public Description description() {
    return Description.of(
            "No text contains a match of any of the patterns.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("regex_list", "list of patterns", "at least one pattern"))
        .deviating(Patterns.DEVIATION);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    Expr condition =
        new Expr.Not(
            Conditions.any(
                Patterns.list(arguments, "regex_list").stream()
                    .map(pattern -> Patterns.finds(column, pattern))
                    .toList()));
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
