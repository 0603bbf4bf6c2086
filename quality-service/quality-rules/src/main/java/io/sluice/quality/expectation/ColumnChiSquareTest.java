package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.statistics.ChiSquare;
import java.util.List;
import java.util.Set;

/**
 * {@code expect_column_chisquare_test_p_value_to_be_greater_than}, as GX 0.18 defines it: Pearson's
 * test of the counts of values against expected weights.
 */
final class ColumnChiSquareTest implements Expectation {

  @Override
  public String name() {
    return "expect_column_chisquare_test_p_value_to_be_greater_than";
  }

  @Override
  public Description description() {
    return Description.of(
            "A chi-square test does not reject that the column's values occur with the expected"
                + " weights: its p-value is greater than p.",
            "Nulls are left out; with no value at all the observed value is null and the rule"
                + " fails.",
            Parameter.COLUMN,
            Partition.CATEGORIES,
            Parameter.optional("p", "number", "0.05", "the p-value, 0 to 1, to be exceeded"),
            Parameter.optional(
                "tail_weight_holdout",
                "number",
                "0",
                "the weight, 0 to 1, that values which were not expected share"))
        .deviating(
            "GX 1.x only raises; this is GX 0.18's definition. A single category has no p-value"
                + " (NaN) and fails, as in SciPy.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.comparable(arguments, scope);
    Partition.Categories expected = Partition.categories(arguments, column);
    double p = arguments.ratio("p", 0.05);
    double holdout = arguments.ratio("tail_weight_holdout", 0);
    Metric.ValueCounts counts = CategoryWeights.metric(column, scope);
    return new Plan(
        Set.of(counts),
        evidence ->
            judge(
                CategoryWeights.of(expected, evidence.measurements().frequencies(counts), holdout),
                p),
        null);
  }

  private static Outcome judge(CategoryWeights weights, double p) {
    if (weights.rows() == 0) {
      return Outcome.observed(false, null);
    }
    double sum = weights.weights().stream().mapToDouble(Double::doubleValue).sum();
    List<Double> frequencies =
        weights.weights().stream().map(weight -> weight / sum * weights.rows()).toList();
    double observed =
        ChiSquare.goodnessOfFit(
            weights.observed(), frequencies.stream().mapToDouble(Double::doubleValue).toArray());
    return new Outcome(
        observed > p, observed, null, weights.details(weights.counts(), frequencies), null);
  }
}
