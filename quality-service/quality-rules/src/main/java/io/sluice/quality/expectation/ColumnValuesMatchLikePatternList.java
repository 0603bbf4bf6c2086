package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_match_like_pattern_list}: any of the patterns, or all of them. */
final class ColumnValuesMatchLikePatternList implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_match_like_pattern_list";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text matches any, or all, of the LIKE patterns as a whole.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("like_pattern_list", "list of patterns", "at least one pattern"),
            Patterns.MATCH_ON)
        .deviating(LikePattern.DEVIATION);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    List<Expr> matches =
        Patterns.list(arguments, "like_pattern_list").stream()
            .map(pattern -> LikePattern.matches(column, "like_pattern_list", pattern))
            .toList();
    Expr condition = Patterns.all(arguments) ? Conditions.all(matches) : Conditions.any(matches);
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
