package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts values that are out of order. */
final class OrderAccumulator extends Accumulator {

  private final Metric.OrderBreaks metric;
  private @Nullable Object first;
  private @Nullable Object last;
  private long breaks;

  OrderAccumulator(Metric.OrderBreaks metric) {
    this.metric = metric;
  }

  @Override
  List<Expr> needs() {
    return needs(metric.where(), List.of(metric.operand()));
  }

  @Override
  void add(RowBatch batch, Predicates computed) {
    breaks += broken(batch, computed).size();
  }

  /** Takes the rows of a batch and says which of them are out of order. */
  List<Integer> broken(RowBatch batch, Predicates computed) {
    List<Integer> broken = new ArrayList<>();
    byte[] truths = truths(metric.where(), computed);
    ColumnVector values = computed.vector(metric.operand());
    for (int row = 0; row < batch.size(); row++) {
      Object value = truths == null || truths[row] == ColumnVector.TRUE ? values.get(row) : null;
      if (value != null) {
        Object before = last;
        if (before == null) {
          first = value;
        } else if (MetricState.Order.isBreak(metric, before, value)) {
          broken.add(row);
        }
        last = value;
      }
    }
    return broken;
  }

  @Override
  MetricState state() {
    return new MetricState.Order(metric, first, last, breaks);
  }
}
