package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_values_to_match_regex_list}: any of the patterns, or all of them. */
final class ColumnValuesMatchRegexList implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_match_regex_list";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every text contains a match of any, or of all, of the patterns.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("regex_list", "list of patterns", "at least one pattern"),
            Patterns.MATCH_ON)
        .deviating(Patterns.DEVIATION);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Patterns.textColumn(arguments, scope);
    List<Expr> matches =
        Patterns.list(arguments, "regex_list").stream()
            .map(pattern -> Patterns.finds(column, pattern))
            .toList();
    Expr condition = Patterns.all(arguments) ? Conditions.all(matches) : Conditions.any(matches);
    return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
  }
}
