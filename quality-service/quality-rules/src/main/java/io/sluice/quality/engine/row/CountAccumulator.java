package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.util.List;

/** Counts rows. */
final class CountAccumulator extends Accumulator {

  private final Metric.RowCount metric;
  private long rows;

  CountAccumulator(Metric.RowCount metric) {
    this.metric = metric;
  }

  @Override
  List<Expr> needs() {
    return needs(metric.condition(), List.of());
  }

  @Override
  void add(RowBatch batch, Predicates computed) {
    byte[] truths = truths(metric.condition(), computed);
    if (truths == null) {
      rows += batch.size();
      return;
    }
    int found = 0;
    for (int i = 0; i < batch.size(); i++) {
      // Only true has the last bit.
      found += truths[i] & 1;
    }
    rows += found;
  }

  @Override
  MetricState state() {
    return new MetricState.Count(metric, rows);
  }
}
