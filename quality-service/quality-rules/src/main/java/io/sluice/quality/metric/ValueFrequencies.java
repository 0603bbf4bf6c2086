package io.sluice.quality.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of {@link Metric.ValueCounts}.
 *
 * @param values the most frequent combinations, in the order that the metric says
 * @param distinct how many combinations there are in all
 * @param rows how many rows took part
 */
public record ValueFrequencies(List<Frequency> values, long distinct, long rows) {

  /** Copies the values. */
  public ValueFrequencies {
    values = List.copyOf(values);
  }

  /** Whether every combination is named. */
  public boolean complete() {
    return values.size() == distinct;
  }

  /**
   * How often one combination occurs.
   *
   * @param key its values, as expressions have them
   * @param count the rows that have it
   */
  public record Frequency(List<@Nullable Object> key, long count) {

    /** Copies the key. */
    public Frequency {
      key = Collections.unmodifiableList(new ArrayList<>(key));
    }

    /** The value of a key of one. */
    public @Nullable Object value() {
      return key.get(0);
    }
  }
}
