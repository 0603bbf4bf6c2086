package io.sluice.quality.metric;

import io.sluice.quality.expression.Evaluator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one metric after some of the rows; states of parts merge into the state of the
 * whole, and say the same as if it had been read at once.
 */
public sealed interface MetricState {

  /** The most different values or keys that a state keeps. */
  int MOST_KEYS = 5_000_000;

  /** The metric that it belongs to. */
  Metric metric();

  /**
   * The state of these rows and, after them, of the other's.
   *
   * @throws IllegalArgumentException if the other belongs to another metric
   * @throws MeasurementException if both together have more than {@link #MOST_KEYS} keys
   */
  MetricState merge(MetricState other);

  /** The value of the metric, as {@link Measurements} has it. */
  @Nullable Object result();

  private static <S extends MetricState> S same(
      MetricState self, MetricState other, Class<S> type) {
    if (!self.metric().equals(other.metric()) || !type.isInstance(other)) {
      throw new IllegalArgumentException(
          "the states of " + self.metric().key() + " and " + other.metric().key() + " differ");
    }
    return type.cast(other);
  }

  /** How many rows were counted. */
  record Count(Metric.RowCount metric, long rows) implements MetricState {
    @Override
    public MetricState merge(MetricState other) {
      return new Count(metric, rows + same(this, other, Count.class).rows);
    }

    @Override
    public Object result() {
      return rows;
    }
  }

  /** The smallest or largest value so far; null of no values. */
  record Extreme(Metric.Aggregate metric, @Nullable Object value) implements MetricState {
    @Override
    public MetricState merge(MetricState other) {
      Extreme more = same(this, other, Extreme.class);
      if (value == null || more.value == null) {
        return value == null ? more : this;
      }
      int order = Evaluator.order(more.value, value);
      boolean min = metric.function() == Metric.Aggregate.Function.MIN;
      return (min ? order < 0 : order > 0) ? more : this;
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** The exact sum of exact numbers, for SUM and MEAN. */
  record ExactSum(Metric.Aggregate metric, BigDecimal sum, long count) implements MetricState {
    @Override
    public MetricState merge(MetricState other) {
      ExactSum more = same(this, other, ExactSum.class);
      return new ExactSum(metric, sum.add(more.sum), count + more.count);
    }

    @Override
    public @Nullable Object result() {
      if (count == 0) {
        return null;
      }
      return metric.function() == Metric.Aggregate.Function.SUM
          ? sum
          : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
    }
  }

  /** The sum of doubles before it is rounded, for SUM and MEAN. */
  record RealSum(Metric.Aggregate metric, RealTotal sum, long count) implements MetricState {
    @Override
    public MetricState merge(MetricState other) {
      RealSum more = same(this, other, RealSum.class);
      return new RealSum(metric, sum.plus(more.sum), count + more.count);
    }

    @Override
    public @Nullable Object result() {
      if (count == 0) {
        return null;
      }
      double total = sum.value();
      return metric.function() == Metric.Aggregate.Function.SUM ? total : total / count;
    }
  }

  /**
   * The sums of numbers and of their squares before they are rounded, so that nothing cancels out.
   */
  record Sums(Metric.Spread metric, RealTotal sum, BigDecimal squares, long count)
      implements MetricState {
    @Override
    public MetricState merge(MetricState other) {
      Sums more = same(this, other, Sums.class);
      return new Sums(metric, sum.plus(more.sum), squares.add(more.squares), count + more.count);
    }

    @Override
    public Object result() {
      if (count == 0) {
        return Moments.NONE;
      }
      if (!sum.isFinite()) {
        return new Moments(count, Double.NaN, Double.NaN);
      }
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal mean = sum.finite().divide(n, MathContext.DECIMAL128);
      BigDecimal deviations =
          squares
              .multiply(n)
              .subtract(sum.finite().multiply(sum.finite()))
              .divide(n, MathContext.DECIMAL128);
      return new Moments(count, mean.doubleValue(), deviations.doubleValue());
    }
  }

  /**
   * How often each combination of values occurs: for {@link Metric.ValueCounts}, {@link
   * Metric.KeyGroups} and {@link Metric.Quantile}.
   *
   * @param counts by combination; equal numbers are written alike
   */
  record Occurrences(Metric metric, Map<List<@Nullable Object>, Long> counts)
      implements MetricState {

    /** Keeps the map, which nobody else may change. */
    public Occurrences {
      counts = Collections.unmodifiableMap(counts);
    }

    @Override
    public MetricState merge(MetricState other) {
      Occurrences more = same(this, other, Occurrences.class);
      Map<List<@Nullable Object>, Long> merged = new HashMap<>(counts);
      more.counts.forEach((key, count) -> merged.merge(key, count, Long::sum));
      requireRoom(metric, merged.size());
      return new Occurrences(metric, merged);
    }

    /**
     * Refuses more keys than fit.
     *
     * @throws MeasurementException beyond {@link #MOST_KEYS}
     */
    public static void requireRoom(Metric metric, int keys) {
      if (keys > MOST_KEYS) {
        throw new MeasurementException(
            metric.key()
                + " has more than "
                + MOST_KEYS
                + " different values; the row engine keeps no more, a SQL engine can");
      }
    }

    @Override
    public @Nullable Object result() {
      if (metric instanceof Metric.ValueCounts values) {
        return OccurrenceFigures.frequencies(values, counts);
      } else if (metric instanceof Metric.Quantile quantile) {
        return OccurrenceFigures.quantile(quantile, counts);
      }
      return OccurrenceFigures.keys(counts);
    }
  }

  /**
   * The values out of order so far, with the ends, which decide about the seam.
   *
   * @param first the first value; null of no values
   * @param last the last
   */
  record Order(
      Metric.OrderBreaks metric, @Nullable Object first, @Nullable Object last, long breaks)
      implements MetricState {
    @Override
    public MetricState merge(MetricState other) {
      Order more = same(this, other, Order.class);
      if (last == null || more.first == null) {
        return last == null ? more : this;
      }
      long seam = isBreak(metric, last, more.first) ? 1 : 0;
      return new Order(metric, first, more.last, breaks + seam + more.breaks);
    }

    /** Whether a value is out of order after the one before it. */
    public static boolean isBreak(Metric.OrderBreaks metric, Object before, Object value) {
      int order = Evaluator.order(value, before);
      return order == 0
          ? metric.strictly()
          : (order > 0) == (metric.direction() == Metric.OrderBreaks.Direction.DECREASING);
    }

    @Override
    public Object result() {
      return breaks;
    }
  }
}
