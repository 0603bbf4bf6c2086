package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Moments;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a dataset that need all of its values at once. */
final class RowFigures {

  private RowFigures() {}

  static Moments moments(List<Object> values) {
    Moments result = Moments.NONE;
    for (Object value : values) {
      result = result.with(((Number) value).doubleValue());
    }
    return result;
  }

  static @Nullable Object quantile(Metric.Quantile metric, List<Object> values) {
    if (values.isEmpty()) {
      return null;
    }
    List<Object> sorted = new ArrayList<>(values);
    sorted.sort(Evaluator::order);
    BigDecimal count = BigDecimal.valueOf(sorted.size());
    if (!metric.interpolated()) {
      int rank = metric.at().multiply(count).setScale(0, RoundingMode.CEILING).intValue();
      return sorted.get(Math.max(rank, 1) - 1);
    }
    BigDecimal place = metric.at().multiply(count.subtract(BigDecimal.ONE));
    int before = place.intValue();
    double share = place.subtract(BigDecimal.valueOf(before)).doubleValue();
    double low = ((Number) sorted.get(before)).doubleValue();
    double high = ((Number) sorted.get(Math.min(before + 1, sorted.size() - 1))).doubleValue();
    return share == 0 || low == high ? low : low + (high - low) * share;
  }

  static ValueFrequencies frequencies(Map<List<@Nullable Object>, Long> counts, int limit) {
    List<Frequency> all = new ArrayList<>();
    counts.forEach((key, count) -> all.add(new Frequency(key, count)));
    all.sort(
        Comparator.comparing(Frequency::count, Comparator.reverseOrder())
            .thenComparing(Frequency::key, RowFigures::orderOfKeys));
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    return new ValueFrequencies(all.subList(0, Math.min(limit, all.size())), all.size(), rows);
  }

  private static int orderOfKeys(List<@Nullable Object> a, List<@Nullable Object> b) {
    for (int i = 0; i < a.size(); i++) {
      Object left = a.get(i);
      Object right = b.get(i);
      int order =
          left == null || right == null
              ? Boolean.compare(left == null, right == null)
              : Evaluator.order(left, right);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Which of the values, null where a row takes no part, are out of order. */
  static List<Boolean> breaks(Metric.OrderBreaks metric, List<@Nullable Object> values) {
    List<Boolean> result = new ArrayList<>(Collections.nCopies(values.size(), false));
    int sign = metric.direction() == Metric.OrderBreaks.Direction.INCREASING ? 1 : -1;
    Object last = null;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value != null) {
        int order = last == null ? 1 : sign * Evaluator.order(value, last);
        result.set(i, metric.strictly() ? order <= 0 : order < 0);
        last = value;
      }
    }
    return result;
  }
}
