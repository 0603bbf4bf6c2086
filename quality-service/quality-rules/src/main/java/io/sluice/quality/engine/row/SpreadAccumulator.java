package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import io.sluice.quality.metric.RealTotal;
import java.math.BigDecimal;
import java.util.List;

/** Adds numbers and their squares without rounding. */
final class SpreadAccumulator extends Accumulator {

  private final Metric.Spread metric;
  private final ExactAdder exact;
  private final ExactAdder exactSquares;
  private final RealAdder real = new RealAdder();
  private final RealAdder realSquares = new RealAdder();
  private long count;

  SpreadAccumulator(Metric.Spread metric) {
    this.metric = metric;
    int scale = metric.operand().type().scale();
    exact = new ExactAdder(scale);
    exactSquares = new ExactAdder(2 * scale);
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
          realSquares.addSquare(values.doubles[i]);
        } else if (values.states[i] == ColumnVector.PRESENT) {
          exact.add(values.longs[i]);
          exactSquares.addSquare(values.longs[i]);
        } else if (values.get(i) instanceof BigDecimal wide) {
          exact.addWide(wide);
          exactSquares.addWide(wide.multiply(wide));
        }
      }
    }
  }

  @Override
  MetricState state() {
    return metric.operand().type().isExact()
        ? new MetricState.Sums(
            metric, new RealTotal(exact.total(), 0, 0, 0), exactSquares.total(), count)
        : new MetricState.Sums(metric, real.total(), realSquares.finite(), count);
  }
}
