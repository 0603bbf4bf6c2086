package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import io.sluice.quality.statistics.EmpiricalDistribution;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The numbers of a column with how often each occurs, for tests of their distribution. */
final class NumbersOf {

  private final Metric.ValueCounts counts;

  NumbersOf(Expr.ColumnRef column, Scope scope) {
    counts =
        new Metric.ValueCounts(
            List.of(column), Figures.present(column, scope), Metric.ValueCounts.MOST);
  }

  /** What to measure. */
  Metric.ValueCounts metric() {
    return counts;
  }

  /**
   * The distribution; nothing if there is no number.
   *
   * @throws MeasurementException if there are too many different ones, or one is NaN
   */
  Optional<EmpiricalDistribution> in(Evidence evidence) {
    ValueFrequencies found = evidence.measurements().frequencies(counts);
    if (!found.complete()) {
      throw new MeasurementException(
          "the column has more than "
              + Metric.ValueCounts.MOST
              + " distinct values: too many to test their distribution");
    }
    if (found.values().isEmpty()) {
      return Optional.empty();
    }
    List<Frequency> sorted =
        found.values().stream().sorted(Comparator.comparingDouble(NumbersOf::number)).toList();
    double[] values = sorted.stream().mapToDouble(NumbersOf::number).toArray();
    if (Double.isNaN(values[values.length - 1])) {
      throw new MeasurementException("the column has NaN, which has no place in a distribution");
    }
    return Optional.of(
        new EmpiricalDistribution(values, sorted.stream().mapToLong(Frequency::count).toArray()));
  }

  private static double number(Frequency frequency) {
    return frequency.value() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
