package io.sluice.quality.verdict;

/** How one rule came out. */
public enum Status {
  PASSED,
  FAILED,
  ERRORED,
  SKIPPED
}
