package io.sluice.quality.expectation;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.metric.Measurements;
import java.util.List;

/**
 * What a rule is judged by.
 *
 * @param measurements the metrics it asked for
 * @param schema the columns that the source really has
 * @param history the values of a metric in earlier batches, latest first
 */
public record Evidence(Measurements measurements, Schema schema, History history) {

  /** Earlier values of metrics. */
  @FunctionalInterface
  public interface History {
    /** The latest values of a metric, latest first. */
    List<Double> last(String metricKey, int k);
  }
}
