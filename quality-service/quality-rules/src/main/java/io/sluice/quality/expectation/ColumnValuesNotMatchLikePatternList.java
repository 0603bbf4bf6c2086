package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_not_match_like_pattern_list}: none of the patterns. */
final class ColumnValuesNotMatchLikePatternList implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_not_match_like_pattern_list";
  }

  @Override
  public Description description() {
    return Description.of(
            "No text matches any of the LIKE patterns as a whole.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("like_pattern_list", "list of patterns", "at least one pattern"))
        .deviating(LikePattern.DEVIATION);
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
                Patterns.list(arguments, "like_pattern_list").stream()
                    .map(pattern -> LikePattern.matches(column, "like_pattern_list", pattern))
                    .toList()));
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
