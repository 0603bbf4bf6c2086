package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The running state of one metric, batch by batch. */
abstract class Accumulator {

  /** What has to be computed for it, the condition first if there is one. */
  abstract List<Expr> needs();

  /** Takes the rows of a batch. */
  abstract void add(RowBatch batch, Predicates computed);

  /** What is known so far. */
  abstract MetricState state();

  /** An accumulator for a metric; null if it cannot be folded from rows. */
  static @Nullable Accumulator of(Metric metric) {
    if (metric instanceof Metric.RowCount count) {
      return new CountAccumulator(count);
    } else if (metric instanceof Metric.Aggregate aggregate) {
      return switch (aggregate.function()) {
        case MIN, MAX -> new ExtremeAccumulator(aggregate);
        case SUM, MEAN -> new SumAccumulator(aggregate);
      };
    } else if (metric instanceof Metric.Spread spread) {
      return new SpreadAccumulator(spread);
    } else if (metric instanceof Metric.Quantile quantile) {
      Expr present = new Expr.Not(new Expr.IsNull(quantile.operand()));
      return new KeyAccumulator(
          quantile, List.of(quantile.operand()), Expr.both(quantile.where(), present));
    } else if (metric instanceof Metric.ValueCounts values) {
      return new KeyAccumulator(values, values.keys(), values.where());
    } else if (metric instanceof Metric.KeyGroups groups) {
      return new KeyAccumulator(groups, List.copyOf(groups.columns()), groups.considered());
    } else if (metric instanceof Metric.OrderBreaks breaks) {
      return new OrderAccumulator(breaks);
    }
    return null;
  }

  static List<Expr> needs(@Nullable Expr where, List<Expr> others) {
    List<Expr> result = new ArrayList<>();
    if (where != null) {
      result.add(where);
    }
    result.addAll(others);
    return result;
  }

  /** The truths of a condition; null if every row counts. */
  static byte @Nullable [] truths(@Nullable Expr where, Predicates computed) {
    if (where == null) {
      return null;
    }
    ColumnVector vector = computed.vector(where);
    if (vector.storage() != ColumnVector.Storage.TRUTH) {
      // The literal null is unknown for every row.
      return new byte[RowBatch.CAPACITY];
    }
    return vector.states;
  }
}
