package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts values that are out of order, and notes where the first of them are. */
final class OrderAccumulator extends Accumulator {

  private final Metric.OrderBreaks metric;
  private final List<Long> firstBreaks = new ArrayList<>();
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
    byte[] truths = truths(metric.where(), computed);
    ColumnVector values = computed.vector(metric.operand());
    for (int i = 0; i < batch.size(); i++) {
      Object value = truths == null || truths[i] == ColumnVector.TRUE ? values.get(i) : null;
      if (value != null) {
        take(value, batch.number(i));
      }
    }
  }

  private void take(Object value, long number) {
    Object before = last;
    if (before == null) {
      first = value;
    } else if (MetricState.Order.isBreak(metric, before, value)) {
      breaks++;
      if (firstBreaks.size() < RowPass.MOST_NUMBERS) {
        firstBreaks.add(number);
      }
    }
    last = value;
  }

  /** The numbers of the first rows out of order. */
  List<Long> firstBreaks() {
    return firstBreaks;
  }

  @Override
  MetricState state() {
    return new MetricState.Order(metric, first, last, breaks);
  }
}
