package io.sluice.quality.check;

import io.sluice.quality.engine.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How to run one check.
 *
 * @param results how much to report
 * @param history what earlier batches measured
 * @param batch the batch that is judged, for reports
 * @param fixedFieldsOnly whether results keep to the fixed fields, without those that only Great
 *     Expectations has
 * @param progress who hears how far the check has come
 */
public record CheckOptions(
    ResultOptions results,
    MetricHistory history,
    @Nullable String batch,
    boolean fixedFieldsOnly,
    Progress progress) {

  /** Everything that the options ask for; nobody hears of the progress. */
  public CheckOptions(ResultOptions results, MetricHistory history, @Nullable String batch) {
    this(results, history, batch, false, Progress.none());
  }

  /** Everything that a level asks for; nobody hears of the progress. */
  public CheckOptions(ResultFormat format, MetricHistory history, @Nullable String batch) {
    this(ResultOptions.of(format), history, batch);
  }

  /** Full figures with a few samples, no history. */
  public static CheckOptions standard() {
    return new CheckOptions(ResultFormat.SUMMARY, MetricHistory.none(), null);
  }

  /** What gates keep of an evaluation: full figures with a few samples, the fixed fields only. */
  public static CheckOptions ofGate(MetricHistory history, @Nullable String batch) {
    return new CheckOptions(
        ResultOptions.of(ResultFormat.SUMMARY), history, batch, true, Progress.none());
  }

  /** The level of the whole check. */
  public ResultFormat format() {
    return results.format();
  }

  /** The same, with someone who hears how far the check has come. */
  public CheckOptions withProgress(Progress listener) {
    return new CheckOptions(results, history, batch, fixedFieldsOnly, listener);
  }
}
