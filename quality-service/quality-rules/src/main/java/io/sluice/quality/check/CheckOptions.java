package io.sluice.quality.check;

import org.jspecify.annotations.Nullable;

/**
 * How to run one check.
 *
 * @param format how much to report
 * @param history what earlier batches measured
 * @param batch the batch that is judged, for reports
 */
public record CheckOptions(ResultFormat format, MetricHistory history, @Nullable String batch) {

  /** Full figures with a few samples, no history. */
  public static CheckOptions standard() {
    return new CheckOptions(ResultFormat.SUMMARY, MetricHistory.none(), null);
  }
}
