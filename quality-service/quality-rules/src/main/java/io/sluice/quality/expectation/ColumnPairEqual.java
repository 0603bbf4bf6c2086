package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import java.util.List;

/** {@code expect_column_pair_values_to_be_equal}: one null is unexpected, as in SQL. */
final class ColumnPairEqual implements Expectation {

  @Override
  public String name() {
    return "expect_column_pair_values_to_be_equal";
  }

  @Override
  public Description description() {
    return Description.of(
            "In each row the two columns have the same value.",
            "A row that ignore_row_if names is missing; another row with a null is unexpected.",
            Pairs.COLUMN_A,
            Pairs.COLUMN_B,
            Pairs.IGNORE_ROW_IF)
        .deviating(
            "Where one value or both are null and the row is not ignored, PostgreSQL's and pandas'"
                + " answer holds: unexpected. Spark takes two nulls for equal.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Pairs pairs = Pairs.read(arguments, scope).comparable();
    Expr equal = new Expr.Comparison(Expr.Comparison.Operator.EQ, pairs.a(), pairs.b());
    return pairs.meet(
        scope,
        Conditions.all(List.of(Conditions.known(pairs.a()), Conditions.known(pairs.b()), equal)));
  }
}
