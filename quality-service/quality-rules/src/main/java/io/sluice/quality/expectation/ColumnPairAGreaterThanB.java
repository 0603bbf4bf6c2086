package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;

/**
 * {@code expect_column_pair_values_a_to_be_greater_than_b}: a row that is not ignored, and on which
 * the comparison is unknown, is met, as in PostgreSQL.
 */
final class ColumnPairAGreaterThanB implements Expectation {

  @Override
  public String name() {
    return "expect_column_pair_values_a_to_be_greater_than_b";
  }

  @Override
  public Description description() {
    return Description.of(
            "In each row the value of column A is greater than that of column B.",
            "A row that ignore_row_if names is missing; in another row with a null the rule is met.",
            Pairs.COLUMN_A,
            Pairs.COLUMN_B,
            Parameter.optional("or_equal", "true or false", "false", "whether equal values pass"),
            Pairs.IGNORE_ROW_IF,
            Legacy.CROSS_TYPES,
            Legacy.PARSE_DATES)
        .deviating(
            "Where one value is null, PostgreSQL's and Spark's answer holds: the row counts as met."
                + " In pandas it is unexpected.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Pairs pairs = Pairs.read(arguments, scope).comparable();
    Legacy.check(arguments, pairs.a());
    Legacy.check(arguments, pairs.b());
    Expr.Comparison.Operator operator =
        arguments.truth("or_equal", false)
            ? Expr.Comparison.Operator.GE
            : Expr.Comparison.Operator.GT;
    return pairs.meet(scope, new Expr.Comparison(operator, pairs.a(), pairs.b()));
  }
}
