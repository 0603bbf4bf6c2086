package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.math.BigDecimal;
import java.util.List;

/** Adds numbers without rounding. */
final class SumAccumulator extends Accumulator {

  private final Metric.Aggregate metric;
  private final ExactAdder exact;
  private final RealAdder real = new RealAdder();
  private long count;

  SumAccumulator(Metric.Aggregate metric) {
    this.metric = metric;
    exact = new ExactAdder(metric.operand().type().scale());
  }

  @Override
  List<Expr> needs() {
    return needs(metric.where(), List.of(metric.operand()));
  }

  @Override
  void add(RowBatch batch, Predicates computed) {
    byte[] truths = truths(metric.where(), computed);
    ColumnVector values = computed.vector(metric.operand());
    boolean isReal = values.storage() == ColumnVector.Storage.DOUBLE;
    for (int i = 0; i < batch.size(); i++) {
      if ((truths == null || truths[i] == ColumnVector.TRUE) && !values.isNull(i)) {
        count++;
        if (isReal) {
          real.add(values.doubles[i]);
        } else if (values.states[i] == ColumnVector.PRESENT) {
          exact.add(values.longs[i]);
        } else if (values.get(i) instanceof BigDecimal wide) {
          exact.addWide(wide);
        }
      }
    }
  }

  @Override
  MetricState state() {
    return metric.operand().type().isExact()
        ? new MetricState.ExactSum(metric, exact.total(), count)
        : new MetricState.RealSum(metric, real.total(), count);
  }
}
