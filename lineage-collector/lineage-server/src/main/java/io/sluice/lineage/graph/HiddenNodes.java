package io.sluice.lineage.graph;

/**
 * Which jobs and datasets people do not want to see. They stay in the store and in walks, so that
 * what lies behind them is still found; lists, graphs and scenes leave them out unless asked for.
 */
public interface HiddenNodes {

  /** Whether the node is hidden by its name, or a dataset by any of its names, or by a pattern. */
  boolean hides(GraphNode node);

  /** Grows whenever an answer may have changed. */
  long version();
}
