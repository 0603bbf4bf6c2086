package io.sluice.quality.expectation;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values that were expected or occur, those that were expected first, with how often they occur
 * and how much they weigh in the expectation.
 *
 * @param values the values
 * @param counts how often each occurs
 * @param weights the expected weight of each
 * @param rows how many values there are in all
 */
record CategoryWeights(List<Object> values, List<Long> counts, List<Double> weights, long rows) {

  /** What to measure: every distinct value. */
  static Metric.ValueCounts metric(Expr.ColumnRef column, Scope scope) {
    return new Metric.ValueCounts(
        List.of(column), Figures.present(column, scope), Metric.ValueCounts.MOST);
  }

  /**
   * Brings both together. Values that were not expected share the holdout, and take it from the
   * others.
   *
   * @throws MeasurementException if there are too many distinct values to tell
   */
  static CategoryWeights of(Partition.Categories expected, ValueFrequencies found, double holdout) {
    if (!found.complete() && holdout > 0) {
      throw new MeasurementException(
          "the column has more than " + Metric.ValueCounts.MOST + " distinct values");
    }
    TreeMap<Object, Long> rest = new TreeMap<>(Evaluator::order);
    for (Frequency frequency : found.values()) {
      Object value = frequency.value();
      if (value != null) {
        rest.put(value, frequency.count());
      }
    }
    List<Object> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (Expr.Literal literal : expected.values()) {
      Object value = literal.value();
      if (value != null) {
        Long count = rest.remove(value);
        values.add(value);
        counts.add(count == null ? 0L : count);
      }
    }
    List<Double> weights = new ArrayList<>();
    double kept = rest.isEmpty() ? 1 : 1 - holdout;
    expected.weights().forEach(weight -> weights.add(weight * kept));
    double unexpected = holdout / rest.size();
    rest.forEach(
        (value, count) -> {
          values.add(value);
          counts.add(count);
          weights.add(unexpected);
        });
    return new CategoryWeights(values, counts, weights, found.rows());
  }

  double[] observed() {
    return counts.stream().mapToDouble(Long::doubleValue).toArray();
  }

  double[] expected() {
    return weights.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The observed and the expected partition, with these weights. */
  Map<String, @Nullable Object> details(List<?> observedWeights, List<?> expectedWeights) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("observedPartition", partition(observedWeights));
    details.put("expectedPartition", partition(expectedWeights));
    return details;
  }

  private Map<String, Object> partition(List<?> shown) {
    int most = Math.min(values.size(), DistinctValues.SHOWN);
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("values", List.copyOf(values.subList(0, most)));
    partition.put("weights", List.copyOf(shown.subList(0, most)));
    return partition;
  }
}
