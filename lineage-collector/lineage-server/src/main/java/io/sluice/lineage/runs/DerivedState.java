package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunStatus;
import java.util.Set;

/** What a run comes to once its family and the clock are asked too; the codes are stable. */
public enum DerivedState {
  NEW,
  RUNNING,
  /** It has not ended, and nothing was heard of it for longer than its job explains. */
  STALE,
  COMPLETED,
  /** It says COMPLETE, but the last attempt of one of its parts failed or was aborted. */
  COMPLETED_WITH_FAILED_CHILDREN,
  ABORTED,
  FAILED;

  /** The states of its own that a run of this derived state may have. */
  public Set<RunStatus> own() {
    return switch (this) {
      case NEW -> Set.of(RunStatus.NEW);
      case RUNNING -> Set.of(RunStatus.RUNNING);
      case STALE -> Set.of(RunStatus.NEW, RunStatus.RUNNING);
      case COMPLETED, COMPLETED_WITH_FAILED_CHILDREN -> Set.of(RunStatus.COMPLETED);
      case ABORTED -> Set.of(RunStatus.ABORTED);
      case FAILED -> Set.of(RunStatus.FAILED);
    };
  }

  /** Whether something went wrong, or must have. */
  public boolean bad() {
    return switch (this) {
      case NEW, RUNNING, COMPLETED -> false;
      case STALE, COMPLETED_WITH_FAILED_CHILDREN, ABORTED, FAILED -> true;
    };
  }

  static DerivedState of(RunStatus state, RunStatus rolledUp, boolean stale) {
    return switch (state) {
      case NEW -> stale ? STALE : NEW;
      case RUNNING -> stale ? STALE : RUNNING;
      case COMPLETED ->
          rolledUp == RunStatus.COMPLETED ? COMPLETED : COMPLETED_WITH_FAILED_CHILDREN;
      case ABORTED -> ABORTED;
      case FAILED -> FAILED;
    };
  }
}
