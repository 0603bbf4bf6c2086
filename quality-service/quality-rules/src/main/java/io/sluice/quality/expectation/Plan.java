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
 * @param next the pure judgement; or, where what to measure depends on a figure of the data (a
 *     z-score needs the mean first), the plan that goes on from it, at most {@link #MOST_ROUNDS} in
 *     all
 * @param samples which rows to show if it failed
 * @param goesOn whether a further plan is to be expected, for those who only explain the first
 */
public record Plan(
    Set<Metric> metrics,
    Function<Evidence, ? extends Step> next,
    @Nullable SampleQuery samples,
    boolean goesOn)
    implements Step {

  /** How many times a rule may measure. */
  public static final int MOST_ROUNDS = 3;

  /** Copies the metrics. */
  public Plan {
    metrics = Set.copyOf(metrics);
  }

  /** A plan that is judged by its metrics. */
  public Plan(
      Set<Metric> metrics, Function<Evidence, ? extends Step> next, @Nullable SampleQuery samples) {
    this(metrics, next, samples, false);
  }

  /** The same, said to go on after its metrics are known. */
  Plan thatGoesOn() {
    return new Plan(metrics, next, samples, true);
  }
}
