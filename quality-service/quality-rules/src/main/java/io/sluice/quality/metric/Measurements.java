package io.sluice.quality.metric;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an engine measured, and what it could not measure. */
public final class Measurements {

  private final Map<Metric, @Nullable Object> values;
  private final Map<Metric, String> failures;

  /**
   * Copies what was measured.
   *
   * @param values Long for counts, {@link KeyCounts} for groups, else a value as expressions have
   *     it
   * @param failures why each other metric has no value
   */
  public Measurements(Map<Metric, @Nullable Object> values, Map<Metric, String> failures) {
    this.values = Collections.unmodifiableMap(new HashMap<>(values));
    this.failures = Map.copyOf(failures);
  }

  /** A count. */
  public long count(Metric.RowCount metric) {
    return required(metric) instanceof Long count ? count : 0;
  }

  /** The figures of a key. */
  public KeyCounts groups(Metric.KeyGroups metric) {
    if (required(metric) instanceof KeyCounts counts) {
      return counts;
    }
    throw new MeasurementException("no key counts for " + metric.key());
  }

  /** The value of an aggregate; null if there was nothing to aggregate. */
  public @Nullable Object value(Metric metric) {
    return required(metric);
  }

  private @Nullable Object required(Metric metric) {
    String failure = failures.get(metric);
    if (failure != null) {
      throw new MeasurementException(failure);
    }
    if (!values.containsKey(metric)) {
      throw new MeasurementException(metric.key() + " was not measured");
    }
    return values.get(metric);
  }

  /** Every number, by stable key. */
  public Map<String, Double> numbers() {
    Map<String, Double> result = new TreeMap<>();
    values.forEach(
        (metric, value) -> {
          if (value instanceof Number number) {
            result.put(metric.key(), number.doubleValue());
          } else if (metric instanceof Metric.KeyGroups groups
              && value instanceof KeyCounts counts) {
            result.put(groups.figure("distinct_count"), (double) counts.distinct());
            result.put(groups.figure("duplicate_count"), (double) counts.duplicateRows());
          }
        });
    return result;
  }

  /** A measured number as expressions see it: counts are exact, null stays null. */
  public static @Nullable Object exact(@Nullable Object value) {
    return value instanceof Long count ? BigDecimal.valueOf(count) : value;
  }
}
