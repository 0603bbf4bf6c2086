package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_match_like_pattern}: the whole text, as in SQL. */
final class ColumnValuesMatchLikePattern implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_match_like_pattern";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text matches the LIKE pattern as a whole.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("like_pattern", "pattern", "the pattern, with % and _"))
        .deviating(LikePattern.DEVIATION);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    Expr condition = LikePattern.matches(column, "like_pattern", arguments.anyText("like_pattern"));
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
