package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a run from its family, its job's other runs and the clock; nothing of it is
 * stored.
 *
 * @param state what it comes to
 * @param rolledUp its own state, or that of a part whose last attempt went wrong
 * @param flags what is odd about it
 * @param staleAt when it goes or went stale unless something is heard of it; null once it has ended
 * @param expected how long its job's runs take, null if that is not known
 * @param children how many runs it started
 * @param failedChildren how many jobs among them came to FAILED or ABORTED at the last attempt
 */
public record Derived(
    DerivedState state,
    RunStatus rolledUp,
    Set<RunFlag> flags,
    @Nullable Instant staleAt,
    @Nullable ExpectedDuration expected,
    int children,
    int failedChildren) {

  /** Whether it looks like a failure that was reported as a success. */
  public boolean suspicious() {
    return RunFlag.suspicious(flags);
  }
}
