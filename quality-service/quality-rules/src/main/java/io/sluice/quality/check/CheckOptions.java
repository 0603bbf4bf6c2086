package io.sluice.quality.check;

import io.sluice.quality.engine.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How to run one check.
 *
 * @param format how much to report
 * @param history what earlier batches measured
 * @param batch the batch that is judged, for reports
 * @param progress who hears how far the check has come
 */
public record CheckOptions(
    ResultFormat format, MetricHistory history, @Nullable String batch, Progress progress) {

  /** Options without anyone who hears of the progress. */
  public CheckOptions(ResultFormat format, MetricHistory history, @Nullable String batch) {
    this(format, history, batch, Progress.none());
  }

  /** Full figures with a few samples, no history. */
  public static CheckOptions standard() {
    return new CheckOptions(ResultFormat.SUMMARY, MetricHistory.none(), null);
  }

  /** The same, with someone who hears how far the check has come. */
  public CheckOptions withProgress(Progress listener) {
    return new CheckOptions(format, history, batch, listener);
  }
}
