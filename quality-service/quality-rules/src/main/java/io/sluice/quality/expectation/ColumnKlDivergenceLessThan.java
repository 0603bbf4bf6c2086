package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.statistics.Divergence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_kl_divergence_to_be_less_than}: relative entropy in nats; an infinite one is
 * reported as null and meets no threshold.
 */
final class ColumnKlDivergenceLessThan implements Expectation {

  private static final String TAIL = "tail_weight_holdout";
  private static final String INTERNAL = "internal_weight_holdout";

  @Override
  public String name() {
    return "expect_column_kl_divergence_to_be_less_than";
  }

  @Override
  public Description description() {
    return Description.of(
            "The Kullback-Leibler divergence of the column from the expected distribution, in"
                + " nats, is at most the threshold.",
            "Nulls are left out; with no value at all the observed value is null and the rule"
                + " fails, unless there is no threshold.",
            Parameter.COLUMN,
            Parameter.optional(
                Partition.NAME,
                "map of values and weights, or of bins and weights",
                null,
                "the expected distribution: single values, or intervals (the last one closed) with"
                    + " tail_weights for what lies below and above; left out: that of the data"
                    + " itself"),
            Parameter.optional(
                "threshold",
                "number",
                null,
                "the greatest allowed divergence; left out: always met"),
            Parameter.optional(
                TAIL,
                "number",
                "0",
                "the weight, 0 to 1, kept for values that were not expected or lie outside"),
            Parameter.optional(
                INTERNAL, "number", "0", "the weight, 0 to 1, that empty intervals share"),
            Parameter.optional(
                "bucketize_data", "true or false", "true", "false is refused together with bins"),
            Parameter.optional("min_value", "value", null, "read, and without effect, as in GX"),
            Parameter.optional("max_value", "value", null, "read, and without effect, as in GX"))
        .deviating("Without a partition_object the divergence is 0, and no details are shown.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.comparable(arguments, scope);
    BigDecimal threshold = arguments.number("threshold", null);
    if (threshold != null && threshold.signum() < 0) {
      throw new ArgumentException("threshold", "'threshold' must not be negative");
    }
    Double limit = threshold == null ? null : Double.valueOf(threshold.doubleValue());
    double tail = arguments.ratio(TAIL, 0);
    double internal = arguments.ratio(INTERNAL, 0);
    boolean bucketize = arguments.truth("bucketize_data", true);
    Partition partition = Partition.read(arguments, column);
    if (partition instanceof Partition.Categories categories) {
      if (internal > 0) {
        throw new ArgumentException(INTERNAL, "internal_weight_holdout needs bins");
      }
      return byValue(categories, column, scope, tail, limit);
    } else if (partition instanceof Partition.Bins bins) {
      if (!bucketize) {
        throw new ArgumentException("bucketize_data", "bins need bucketize_data: true");
      }
      if (tail + internal > 1) {
        throw new ArgumentException(TAIL, "the holdouts are more than 1 together");
      }
      return byBin(new BinWeights(bins, column, scope, tail, internal), limit);
    }
    return ofItself(column, scope, limit);
  }

  private static Plan byValue(
      Partition.Categories expected,
      Expr.ColumnRef column,
      Scope scope,
      double holdout,
      @Nullable Double threshold) {
    Metric.ValueCounts counts = CategoryWeights.metric(column, scope);
    return new Plan(
        Set.of(counts),
        evidence -> {
          CategoryWeights weights =
              CategoryWeights.of(expected, evidence.measurements().frequencies(counts), holdout);
          double rows = weights.rows();
          List<Double> observed = weights.counts().stream().map(count -> count / rows).toList();
          return outcome(
              Divergence.kullbackLeibler(weights.observed(), weights.expected()),
              threshold,
              weights.details(observed, weights.weights()));
        },
        null);
  }

  private static Plan byBin(BinWeights bins, @Nullable Double threshold) {
    return new Plan(
        bins.metrics(),
        evidence -> {
          List<Double> observed = bins.observed(evidence.measurements());
          List<Double> expected = bins.expected();
          Map<String, @Nullable Object> details = new LinkedHashMap<>();
          details.put("observedPartition", bins.partition(observed));
          details.put("expectedPartition", bins.partition(expected));
          return outcome(
              Divergence.kullbackLeibler(array(observed), array(expected)), threshold, details);
        },
        null);
  }

  private static double[] array(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The data against itself: GX builds the partition from the data, and the divergence is 0. */
  private static Plan ofItself(Expr.ColumnRef column, Scope scope, @Nullable Double threshold) {
    Metric.RowCount present = new Metric.RowCount(Figures.present(column, scope));
    return new Plan(
        Set.of(present),
        evidence ->
            outcome(
                evidence.measurements().count(present) == 0 ? Double.NaN : 0, threshold, Map.of()),
        null);
  }

  private static Outcome outcome(
      double divergence, @Nullable Double threshold, Map<String, @Nullable Object> details) {
    Object observed = Double.isFinite(divergence) ? (Object) divergence : null;
    return new Outcome(threshold == null || divergence <= threshold, observed, null, details, null);
  }
}
