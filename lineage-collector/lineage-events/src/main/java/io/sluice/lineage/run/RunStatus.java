package io.sluice.lineage.run;

import io.sluice.lineage.event.EventType;

/** The state of a run, in the order in which a later one covers an earlier one. */
public enum RunStatus {
  NEW,
  RUNNING,
  COMPLETED,
  ABORTED,
  /** Covers everything: Spark reports FAIL and then COMPLETE for the same query. */
  FAILED;

  /** What an event of that type says about the state. */
  public static RunStatus of(EventType type) {
    return switch (type) {
      case START, RUNNING -> RUNNING;
      case COMPLETE -> COMPLETED;
      case ABORT -> ABORTED;
      case FAIL -> FAILED;
      case OTHER -> NEW;
    };
  }

  /** Whether the run has ended. */
  public boolean terminal() {
    return switch (this) {
      case NEW, RUNNING -> false;
      case COMPLETED, ABORTED, FAILED -> true;
    };
  }
}
