package io.sluice.lineage.runs;

import io.sluice.lineage.event.JobId;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunState;
import io.sluice.lineage.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as lists show it.
 *
 * @param runId the run's id as the producer sent it
 * @param id the same as a UUID
 * @param job its job
 * @param state its own state
 * @param derivedState what it comes to once its family and the clock are asked too
 * @param rolledUpState its own state, or that of a part whose last attempt went wrong
 * @param begunAt when it began
 * @param endedAt when it ended, null while it has not
 * @param durationMs how long it took, in milliseconds; null while it runs or if its clocks disagree
 * @param nominalStart the start of the interval that it is for
 * @param staleAt when it goes or went stale unless something is heard of it
 * @param suspicious whether it looks like a failure that was reported as a success
 * @param flags what is odd about it
 * @param parentRunId the run that started it
 * @param childCount how many runs it started
 * @param failedChildCount how many jobs among them went wrong at the last attempt
 */
public record RunSummary(
    String runId,
    UUID id,
    JobId job,
    RunStatus state,
    DerivedState derivedState,
    RunStatus rolledUpState,
    Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMs,
    @Nullable Instant nominalStart,
    @Nullable Instant staleAt,
    boolean suspicious,
    Set<RunFlag> flags,
    @Nullable String parentRunId,
    int childCount,
    int failedChildCount) {

  static RunSummary of(RunRow row, Derived derived) {
    RunState state = row.state();
    Instant endedAt = state.endedAt();
    var nominal = state.nominalTime();
    var parent = state.parent();
    return new RunSummary(
        state.run().text(),
        row.id(),
        state.job().value(),
        state.status(),
        derived.state(),
        derived.rolledUp(),
        state.begunAt(),
        endedAt,
        endedAt == null || endedAt.isBefore(state.begunAt())
            ? null
            : Duration.between(state.begunAt(), endedAt).toMillis(),
        nominal == null ? null : nominal.value().start(),
        derived.staleAt(),
        derived.suspicious(),
        derived.flags(),
        parent == null ? null : parent.value().run().text(),
        derived.children(),
        derived.failedChildren());
  }
}
