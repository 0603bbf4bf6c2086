package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import java.util.List;
import java.util.Set;

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
  public Set<String> parameters() {
    return Set.of("column", "regex");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    if (!column.type().equals(ExprType.STRING)) {
      throw new ArgumentException(
          "column", "column '" + column.name() + "' is " + column.type().words() + ", not text");
    }
    String pattern = Typer.regex(arguments.text("regex"), new Position(0, 0));
    return Rows.meet(
        scope, new Expr.Matches(column, pattern, false), new Expr.IsNull(column), List.of(column));
  }
}
