package io.sluice.quality.rule;

/** What a gate does about something that went wrong. */
public enum Action {
  HALT,
  WARN,
  PASS
}
