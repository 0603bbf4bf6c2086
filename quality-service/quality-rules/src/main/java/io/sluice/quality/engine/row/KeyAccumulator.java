package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often each value, or combination of values, occurs. */
final class KeyAccumulator extends Accumulator {

  private final Metric metric;
  private final List<Expr> keys;
  private final @Nullable Expr where;
  private final Map<@Nullable Object, Counter> counts = new HashMap<>();

  private static final class Counter {
    private long rows;
  }

  KeyAccumulator(Metric metric, List<Expr> keys, @Nullable Expr where) {
    this.metric = metric;
    this.keys = keys;
    this.where = where;
  }

  @Override
  List<Expr> needs() {
    return needs(where, keys);
  }

  @Override
  void add(RowBatch batch, Predicates computed) {
    byte[] truths = truths(where, computed);
    List<ColumnVector> vectors = vectors(computed);
    for (int i = 0; i < batch.size(); i++) {
      if (truths == null || truths[i] == ColumnVector.TRUE) {
        counts.computeIfAbsent(key(vectors, i), unseen -> new Counter()).rows++;
      }
    }
    MetricState.Occurrences.requireRoom(metric, counts.size());
  }

  private List<ColumnVector> vectors(Predicates computed) {
    return keys.stream().map(computed::vector).toList();
  }

  private static @Nullable Object key(List<ColumnVector> vectors, int row) {
    if (vectors.size() == 1) {
      return key(vectors.get(0), row);
    }
    Object[] key = new Object[vectors.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = key(vectors.get(i), row);
    }
    return Arrays.asList(key);
  }

  /** The same object for equal values, as cheap as it can be: 1.0 and 1.00, the two zeros. */
  private static @Nullable Object key(ColumnVector values, int row) {
    return switch (values.storage()) {
      case LONG ->
          values.states[row] == ColumnVector.PRESENT
              ? (Object) values.longs[row]
              : wide(values.get(row));
      case DOUBLE -> values.isNull(row) ? null : (Object) (values.doubles[row] + 0.0);
      case TRUTH, TEXT, OBJECT -> values.get(row);
    };
  }

  private static @Nullable Object wide(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    return value instanceof OffsetDateTime at ? at.withOffsetSameInstant(ZoneOffset.UTC) : value;
  }

  /** Whether the key of a row occurs more than once. */
  boolean isRepeated(Predicates computed, int row) {
    byte[] truths = truths(where, computed);
    if (truths != null && truths[row] != ColumnVector.TRUE) {
      return false;
    }
    Counter counter = counts.get(key(vectors(computed), row));
    return counter != null && counter.rows > 1;
  }

  @Override
  MetricState state() {
    Map<List<@Nullable Object>, Long> result = new HashMap<>(counts.size() * 2);
    counts.forEach((key, counter) -> result.put(values(key), counter.rows));
    return new MetricState.Occurrences(metric, result);
  }

  /** A key as expressions have it. */
  private List<@Nullable Object> values(@Nullable Object key) {
    List<@Nullable Object> values = new ArrayList<>(keys.size());
    if (keys.size() == 1) {
      values.add(value(key, 0));
    } else if (key instanceof List<?> parts) {
      for (int i = 0; i < keys.size(); i++) {
        values.add(value(parts.get(i), i));
      }
    }
    return values;
  }

  private @Nullable Object value(@Nullable Object key, int place) {
    return key instanceof Long units ? ColumnVector.boxed(units, keys.get(place).type()) : key;
  }
}
