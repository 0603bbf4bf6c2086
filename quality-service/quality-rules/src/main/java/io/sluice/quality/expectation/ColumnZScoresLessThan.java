package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Expr.Arithmetic.Operation;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Literals;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Moments;
import java.util.List;
import java.util.Set;

/**
 * {@code expect_column_value_z_scores_to_be_less_than}: measures mean and sample deviation first,
 * then counts the values that are too far away.
 */
final class ColumnZScoresLessThan implements Expectation {

  @Override
  public String name() {
    return "expect_column_value_z_scores_to_be_less_than";
  }

  @Override
  public Description description() {
    return Description.of(
            "Every value is less than so many sample standard deviations away from the mean.",
            Description.NULL_IS_MISSING,
            Parameter.COLUMN,
            Parameter.required("threshold", "number", "how many standard deviations"),
            Parameter.optional(
                "double_sided",
                "true or false",
                "true",
                "whether values far below the mean break the rule too"))
        .deviating(
            "Where all values are equal there is no z-score, and none breaks the rule, as in"
                + " Spark; PostgreSQL raises an error and pandas fails.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.numeric(arguments, scope, "z-scores");
    double threshold = arguments.number("threshold").doubleValue();
    boolean doubleSided = arguments.truth("double_sided", true);
    Metric.Spread spread = new Metric.Spread(column, scope.where());
    return new Plan(
            Set.of(spread),
            evidence -> {
              Moments moments = evidence.measurements().moments(spread);
              Expr condition = within(column, moments, threshold, doubleSided);
              return Rows.meet(scope, condition, new Expr.IsNull(column), List.of(column));
            },
            null)
        .thatGoesOn();
  }

  private static Expr within(
      Expr.ColumnRef column, Moments moments, double threshold, boolean doubleSided) {
    Double deviation = moments.sampleDeviation();
    if (deviation == null || deviation == 0) {
      return Expr.truth(true);
    }
    Expr away = real(Operation.SUBTRACT, column, Literals.real(moments.mean()));
    Expr score = real(Operation.DIVIDE, away, Literals.real(deviation));
    Expr compared =
        doubleSided ? new Expr.Call(Builtin.ABS, List.of(score), ExprType.DOUBLE) : score;
    return new Expr.Comparison(
        Expr.Comparison.Operator.LT,
        compared,
        Literals.real(doubleSided ? Math.abs(threshold) : threshold));
  }

  private static Expr real(Operation operation, Expr left, Expr right) {
    return new Expr.Arithmetic(operation, left, right, ExprType.DOUBLE);
  }
}
