package io.sluice.lineage.projection;

/** What a facet is about. */
public enum FacetScope {
  RUN,
  JOB,
  /** A dataset as its writer, or a dataset event, describes it. */
  DATASET,
  /** A dataset as its reader describes it, which may be only a part. */
  DATASET_AS_INPUT
}
