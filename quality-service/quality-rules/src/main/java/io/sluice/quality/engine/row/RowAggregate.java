package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** The running state of one aggregate over rows. */
final class RowAggregate {

  private final Metric.Aggregate metric;
  private long count;
  private @Nullable Object extreme;
  private BigDecimal exactSum = BigDecimal.ZERO;
  private double realSum;

  RowAggregate(Metric.Aggregate metric) {
    this.metric = metric;
  }

  void add(@Nullable Object value) {
    if (value == null) {
      return;
    }
    count++;
    switch (metric.function()) {
      case MIN -> keep(value, -1);
      case MAX -> keep(value, 1);
      case SUM, MEAN -> {
        if (value instanceof BigDecimal exact) {
          exactSum = exactSum.add(exact);
        } else if (value instanceof Double real) {
          realSum += real;
        }
      }
    }
  }

  private void keep(Object value, int sign) {
    Object best = extreme;
    if (best == null || Evaluator.order(value, best) * sign > 0) {
      extreme = value;
    }
  }

  @Nullable Object value() {
    if (count == 0) {
      return null;
    }
    boolean exact = metric.operand().type().isExact();
    return switch (metric.function()) {
      case MIN, MAX -> extreme;
      case SUM -> exact ? (Object) exactSum : (Object) realSum;
      case MEAN ->
          exact
              ? (Object) exactSum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
              : (Object) (realSum / count);
    };
  }

  /** The same object for values that are equal as keys: 1.0 and 1.00, the two zeros. */
  static @Nullable Object identity(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    } else if (value instanceof Double real) {
      return real == 0.0 ? (Object) 0.0 : (Object) real;
    }
    return value;
  }
}
