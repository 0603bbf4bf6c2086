package io.sluice.quality.metric;

import io.sluice.quality.expression.Evaluator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What follows from how often each value occurs. */
final class OccurrenceFigures {

  private OccurrenceFigures() {}

  static KeyCounts keys(Map<List<@Nullable Object>, Long> counts) {
    long rows = 0;
    long repeated = 0;
    long repeatedRows = 0;
    for (long count : counts.values()) {
      rows += count;
      if (count > 1) {
        repeated++;
        repeatedRows += count;
      }
    }
    return new KeyCounts(rows, counts.size(), repeated, repeatedRows);
  }

  static ValueFrequencies frequencies(
      Metric.ValueCounts metric, Map<List<@Nullable Object>, Long> counts) {
    Comparator<Map.Entry<List<@Nullable Object>, Long>> mostFirst =
        Comparator.comparingLong(
            (Map.Entry<List<@Nullable Object>, Long> entry) -> -entry.getValue());
    Comparator<Map.Entry<List<@Nullable Object>, Long>> order =
        mostFirst.thenComparing(Map.Entry::getKey, OccurrenceFigures::order);
    // The worst of the kept ones is on top.
    PriorityQueue<Map.Entry<List<@Nullable Object>, Long>> kept =
        new PriorityQueue<>(order.reversed());
    long rows = 0;
    for (Map.Entry<List<@Nullable Object>, Long> entry : counts.entrySet()) {
      rows += entry.getValue();
      kept.add(entry);
      if (kept.size() > metric.limit()) {
        kept.poll();
      }
    }
    List<ValueFrequencies.Frequency> values =
        kept.stream()
            .sorted(order)
            .map(entry -> new ValueFrequencies.Frequency(entry.getKey(), entry.getValue()))
            .toList();
    return new ValueFrequencies(values, counts.size(), rows);
  }

  /** By the first value that differs; null last. */
  private static int order(List<@Nullable Object> a, List<@Nullable Object> b) {
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

  static @Nullable Object quantile(
      Metric.Quantile metric, Map<List<@Nullable Object>, Long> counts) {
    List<Map.Entry<List<@Nullable Object>, Long>> values = new ArrayList<>(counts.entrySet());
    values.sort(Map.Entry.comparingByKey(OccurrenceFigures::order));
    long rows = values.stream().mapToLong(Map.Entry::getValue).sum();
    if (rows == 0) {
      return null;
    }
    if (!metric.interpolated()) {
      BigDecimal reached = metric.at().multiply(BigDecimal.valueOf(rows));
      long row = reached.setScale(0, RoundingMode.CEILING).longValue();
      return at(values, Math.max(0, row - 1));
    }
    BigDecimal place = metric.at().multiply(BigDecimal.valueOf(rows - 1));
    long below = place.longValue();
    double share = place.subtract(BigDecimal.valueOf(below)).doubleValue();
    double low = real(at(values, below));
    double high = real(at(values, Math.min(below + 1, rows - 1)));
    return share == 0 || low == high ? low : low + (high - low) * share;
  }

  private static double real(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new MeasurementException("only numbers are interpolated");
  }

  private static @Nullable Object at(
      List<Map.Entry<List<@Nullable Object>, Long>> values, long row) {
    long before = 0;
    for (Map.Entry<List<@Nullable Object>, Long> entry : values) {
      before += entry.getValue();
      if (row < before) {
        return entry.getKey().get(0);
      }
    }
    throw new IllegalStateException("no row " + row);
  }
}
