package io.sluice.quality.rule;

/** How much a failed rule matters; a gate's policy turns it into an action. */
public enum Severity {
  CRITICAL,
  WARNING,
  INFO
}
