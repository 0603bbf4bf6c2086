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
   * @param values Long for counts, {@link KeyCounts}, {@link Moments} or {@link ValueFrequencies}
   *     where the metric says so, else a value as expressions have it
   * @param failures why each other metric has no value
   */
  public Measurements(Map<Metric, @Nullable Object> values, Map<Metric, String> failures) {
    this.values = Collections.unmodifiableMap(new HashMap<>(values));
    this.failures = Map.copyOf(failures);
  }

  /** A count. */
  public long count(Metric metric) {
    return required(metric) instanceof Long count ? count : 0;
  }

  /** The figures of a key. */
  public KeyCounts groups(Metric.KeyGroups metric) {
    if (required(metric) instanceof KeyCounts counts) {
      return counts;
    }
    throw new MeasurementException("no key counts for " + metric.key());
  }

  /** The moments of numbers. */
  public Moments moments(Metric.Spread metric) {
    if (required(metric) instanceof Moments moments) {
      return moments;
    }
    throw new MeasurementException("no moments for " + metric.key());
  }

  /** How often values occur. */
  public ValueFrequencies frequencies(Metric.ValueCounts metric) {
    if (required(metric) instanceof ValueFrequencies found) {
      return found;
    }
    throw new MeasurementException("no value counts for " + metric.key());
  }

  /** Whether it was measured, or tried to be. */
  public boolean has(Metric metric) {
    return values.containsKey(metric) || failures.containsKey(metric);
  }

  /** These and others together; where both have a value, the others'. */
  public Measurements and(Measurements others) {
    Map<Metric, @Nullable Object> allValues = new HashMap<>(values);
    allValues.putAll(others.values);
    Map<Metric, String> allFailures = new HashMap<>(failures);
    allFailures.putAll(others.failures);
    return new Measurements(allValues, allFailures);
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
          } else if (metric instanceof Metric.Spread && value instanceof Moments moments) {
            Double deviation = moments.sampleDeviation();
            if (deviation != null) {
              String operand = metric.key().substring("spread".length());
              result.put("stdev" + operand, deviation);
              result.put("variance" + operand, deviation * deviation);
            }
          }
        });
    return result;
  }

  /** A measured number as expressions see it: counts are exact, null stays null. */
  public static @Nullable Object exact(@Nullable Object value) {
    return value instanceof Long count ? BigDecimal.valueOf(count) : value;
  }
}
