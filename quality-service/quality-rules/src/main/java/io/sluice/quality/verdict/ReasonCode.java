package io.sluice.quality.verdict;

/** The machine-readable kinds of reason behind a decision. */
public enum ReasonCode {
  RULE_FAILED,
  SCHEMA_BREAK,
  UPSTREAM_HALTED,
  STALE_INPUT,
  INCOMPLETE_INPUT,
  NO_EVIDENCE,
  WAIVED,
  EVALUATION_ERROR,
  TIMEOUT
}
