package io.sluice.quality.check;

import java.util.List;

/** What earlier batches measured. */
@FunctionalInterface
public interface MetricHistory {

  /**
   * The values of a metric in the latest batches that were let through, latest first.
   *
   * @param metricKey a key of {@link CheckReport#metrics()}
   * @param k how many at most
   */
  List<Double> last(String metricKey, int k);

  /** No earlier batch. */
  static MetricHistory none() {
    return (metricKey, k) -> List.of();
  }
}
