package io.sluice.lineage.graph;

/** Which way to walk the graph. */
public enum Direction {
  /** With the data: to what is made from it. */
  DOWNSTREAM,
  /** Against the data: to what it is made from. */
  UPSTREAM
}
