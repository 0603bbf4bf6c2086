package io.sluice.lineage.evidence;

/** What a stored fact is. */
public enum FactKind {
  /** Checks of a dataset, from {@code dataQualityAssertions}. */
  CHECKS,
  /** Measurements of a dataset's content, from {@code dataQualityMetrics}. */
  METRICS,
  /** How much a run read or wrote of a dataset. */
  VOLUME,
  /** Which part of a dataset a run read or wrote. */
  SUBSET,
  /** Tests that a run made, from the {@code test} facet; the owner is the run. */
  TESTS,
  /** Tags of a dataset and its columns. */
  TAGS,
  /** Tags of a job; the owner is the job. */
  JOB_TAGS,
  /** Tags of a run; the owner is the run. */
  RUN_TAGS
}
