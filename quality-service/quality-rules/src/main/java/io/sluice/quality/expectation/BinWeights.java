package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Expr.Comparison.Operator;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a column's numbers fall into intervals, and how they should: one count for each interval and
 * for each finite end.
 */
final class BinWeights {

  private final Partition.Bins bins;
  private final List<Double> expected;
  private final Metric.RowCount present;
  private final List<Metric.RowCount> inside = new ArrayList<>();
  private final Metric.@Nullable RowCount below;
  private final Metric.@Nullable RowCount above;
  private final double tailHoldout;

  /**
   * Says what to measure.
   *
   * @param tailHoldout the expected weight of what lies outside
   * @param internalHoldout the expected weight that intervals of weight zero share
   * @throws ArgumentException if both outside and infinite ends are given weights
   */
  BinWeights(
      Partition.Bins bins,
      Expr.ColumnRef column,
      Scope scope,
      double tailHoldout,
      double internalHoldout) {
    this.bins = bins;
    this.tailHoldout = tailHoldout;
    double[] places = bins.places();
    boolean openBelow = Double.isInfinite(places[0]);
    boolean openAbove = Double.isInfinite(places[places.length - 1]);
    requireFitting(openBelow, openAbove);
    present = new Metric.RowCount(Figures.present(column, scope));
    int last = bins.weights().size() - 1;
    for (int i = 0; i <= last; i++) {
      Expr low = i == 0 && openBelow ? null : compared(column, Operator.GE, i);
      Expr high =
          i == last && openAbove
              ? null
              : compared(column, i == last ? Operator.LE : Operator.LT, i + 1);
      Expr both = Expr.both(low, high);
      inside.add(both == null ? present : new Metric.RowCount(scope.within(both)));
    }
    below = openBelow ? null : new Metric.RowCount(scope.within(compared(column, Operator.LT, 0)));
    above =
        openAbove
            ? null
            : new Metric.RowCount(scope.within(compared(column, Operator.GT, last + 1)));
    expected = expected(internalHoldout);
  }

  private Expr compared(Expr.ColumnRef column, Operator operator, int edge) {
    return new Expr.Comparison(operator, column, bins.edges().get(edge));
  }

  private void requireFitting(boolean openBelow, boolean openAbove) {
    if (tailHoldout != 0 && bins.tails() != null) {
      throw new ArgumentException(
          "tail_weight_holdout", "tail_weight_holdout and tail_weights exclude each other");
    }
    if (tailHoldout != 0 && openBelow && openAbove) {
      throw new ArgumentException(
          "tail_weight_holdout", "bins with two infinite ends leave nothing outside");
    }
    if (bins.tails() != null && (openBelow || openAbove)) {
      throw new ArgumentException(Partition.NAME, "bins with an infinite end have no tail_weights");
    }
  }

  private List<Double> expected(double internalHoldout) {
    long empty = bins.weights().stream().filter(weight -> weight == 0).count();
    List<Double> result = new ArrayList<>();
    for (double weight : bins.weights()) {
      result.add(
          weight == 0 && internalHoldout > 0
              ? internalHoldout / empty
              : weight * (1 - tailHoldout - internalHoldout));
    }
    return result;
  }

  Set<Metric> metrics() {
    Set<Metric> metrics = new LinkedHashSet<>(inside);
    metrics.add(present);
    if (below != null) {
      metrics.add(below);
    }
    if (above != null) {
      metrics.add(above);
    }
    return metrics;
  }

  /** The weights that were observed: of what lies below, of each interval, of what lies above. */
  List<Double> observed(Measurements measured) {
    double all = measured.count(present);
    List<Double> result = new ArrayList<>();
    if (below != null) {
      result.add(measured.count(below) / all);
    }
    inside.forEach(interval -> result.add(measured.count(interval) / all));
    if (above != null) {
      result.add(measured.count(above) / all);
    }
    return result;
  }

  /** The weights that were expected, in the same order. */
  List<Double> expected() {
    List<Double> result = new ArrayList<>(expected);
    List<Double> tails = bins.tails();
    double outside = below == null || above == null ? tailHoldout : tailHoldout / 2;
    if (below != null) {
      result.add(0, tails == null ? outside : tails.get(0));
    }
    if (above != null) {
      result.add(tails == null ? outside : tails.get(1));
    }
    return result;
  }

  /** Weights as a partition with finite bins: the outermost weights are its tails. */
  Map<String, Object> partition(List<Double> weights) {
    List<Object> edges = new ArrayList<>();
    for (Expr.Literal edge : bins.edges()) {
      if (edge.value() != null && Double.isFinite(((Number) edge.value()).doubleValue())) {
        edges.add(edge.value());
      }
    }
    boolean single = weights.size() == 1;
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("bins", edges);
    partition.put("weights", single ? List.of() : weights.subList(1, weights.size() - 1));
    partition.put("tailWeights", List.of(weights.get(0), weights.get(weights.size() - 1)));
    return partition;
  }
}
