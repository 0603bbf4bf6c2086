package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the smallest or largest value. */
final class ExtremeAccumulator extends Accumulator {

  private final Metric.Aggregate metric;
  private final int sign;
  private @Nullable Object best;

  ExtremeAccumulator(Metric.Aggregate metric) {
    this.metric = metric;
    sign = metric.function() == Metric.Aggregate.Function.MIN ? -1 : 1;
  }

  @Override
  List<Expr> needs() {
    return needs(metric.where(), List.of(metric.operand()));
  }

  @Override
  void add(RowBatch batch, Predicates computed) {
    byte[] truths = truths(metric.where(), computed);
    ColumnVector values = computed.vector(metric.operand());
    // The best of the batch is found by its place, so that few values are boxed.
    int found = -1;
    for (int i = 0; i < batch.size(); i++) {
      if ((truths == null || truths[i] == ColumnVector.TRUE) && !values.isNull(i)) {
        if (found < 0 || order(values, i, found) * sign > 0) {
          found = i;
        }
      }
    }
    if (found >= 0) {
      keep(values.get(found));
    }
  }

  private static int order(ColumnVector values, int a, int b) {
    return switch (values.storage()) {
      case LONG ->
          values.states[a] == ColumnVector.PRESENT && values.states[b] == ColumnVector.PRESENT
              ? Long.compare(values.longs[a], values.longs[b])
              : Evaluator.order(present(values.get(a)), present(values.get(b)));
      case DOUBLE -> {
        double x = values.doubles[a];
        double y = values.doubles[b];
        yield x == y ? 0 : Double.compare(x, y);
      }
      case TRUTH, TEXT, OBJECT -> Evaluator.order(present(values.get(a)), present(values.get(b)));
    };
  }

  private static Object present(@Nullable Object value) {
    return java.util.Objects.requireNonNull(value);
  }

  private void keep(@Nullable Object value) {
    Object kept = best;
    if (kept == null || Evaluator.order(present(value), kept) * sign > 0) {
      best = value;
    }
  }

  @Override
  MetricState state() {
    return new MetricState.Extreme(metric, best);
  }
}
