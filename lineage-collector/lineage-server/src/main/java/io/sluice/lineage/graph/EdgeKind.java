package io.sluice.lineage.graph;

/** What an edge says. */
public enum EdgeKind {
  /** A dataset is read by a job. */
  READ,
  /** A job writes a dataset. */
  WRITE,
  /** A dataset comes from a dataset, with no job in between. */
  DERIVES,
  /** A job waits for a job: control flow, no data. */
  TRIGGERS
}
