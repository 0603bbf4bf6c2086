package io.sluice.quality.engine;

import io.sluice.quality.metric.Metric;
import java.util.Set;

/**
 * One step of a plan.
 *
 * @param kind what it does
 * @param text the statement, or what the engine does in words
 * @param metrics what it answers; empty of a step that only prepares
 */
public record PlannedStatement(Kind kind, String text, Set<Metric> metrics) {

  /** What a step does. */
  public enum Kind {
    /** Reads a text file once, so that every later step sees the same rows. */
    STAGE,
    /** Counts and aggregates, all in one pass. */
    SCAN,
    /** Keys. */
    GROUP_BY,
    /** Quantiles of one operand. */
    QUANTILE,
    /** How often values occur. */
    VALUES,
    /** The order of values. */
    ORDER,
    /** A query of the user's, or about another table. */
    QUERY,
    /** A pass in the JVM. */
    JVM
  }

  /** Copies the metrics. */
  public PlannedStatement {
    metrics = Set.copyOf(metrics);
  }
}
