package io.sluice.lineage.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long the runs of a job take, by the last of them that completed.
 *
 * @param samples how many those are, at least three
 * @param median half of them took no longer
 * @param p95 nineteen of twenty took no longer
 */
public record ExpectedDuration(int samples, Duration median, Duration p95) {

  static final int MIN_SAMPLES = 3;

  /** What those durations come to; empty if there are fewer than three. */
  public static Optional<ExpectedDuration> of(List<Duration> durations) {
    if (durations.size() < MIN_SAMPLES) {
      return Optional.empty();
    }
    List<Duration> sorted = new ArrayList<>(durations);
    Collections.sort(sorted);
    return Optional.of(
        new ExpectedDuration(sorted.size(), quantile(sorted, 0.5), quantile(sorted, 0.95)));
  }

  /** The smallest of them that so large a part of them does not exceed. */
  static Duration quantile(List<Duration> sorted, double part) {
    int index = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }
}
