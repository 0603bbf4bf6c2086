package io.sluice.quality.expectation;

import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one rule is measured and judged.
 *
 * @param metrics what it needs
 * @param judge the pure judgement
 * @param samples which rows to show if it failed
 */
public record Plan(
    Set<Metric> metrics, Function<Evidence, Outcome> judge, @Nullable SampleQuery samples) {

  /** Copies the metrics. */
  public Plan {
    metrics = Set.copyOf(metrics);
  }
}
