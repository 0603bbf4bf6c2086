package io.sluice.quality.server.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of an evaluation. Workers take it by lease; each take raises the fence, and only the
 * holder of the latest fence may finish it, so a worker that was away too long cannot decide over
 * the head of the one that took its place.
 */
public sealed interface EvaluationState {

  /** The number of the latest take; 0 before the first. */
  long fence();

  /** Its name in the API. */
  EvaluationStatus status();

  /** The state after a worker took it now; empty if it may not be taken. */
  Optional<Running> take(Instant now, Duration lease);

  /** The state after the holder of a fence finished it; empty if another has taken it since. */
  Optional<Finished> finish(long heldFence, EvaluationStatus status);

  /** The state after it was called off; empty if it is over already. */
  Optional<Finished> cancel();

  /**
   * Accepted, not taken.
   *
   * @param fence 0
   */
  record Pending(long fence) implements EvaluationState {
    @Override
    public EvaluationStatus status() {
      return EvaluationStatus.PENDING;
    }

    @Override
    public Optional<Running> take(Instant now, Duration lease) {
      return Optional.of(new Running(fence + 1, now.plus(lease)));
    }

    @Override
    public Optional<Finished> finish(long heldFence, EvaluationStatus status) {
      return Optional.empty();
    }

    @Override
    public Optional<Finished> cancel() {
      return Optional.of(new Finished(fence, EvaluationStatus.CANCELLED));
    }
  }

  /**
   * Held by a worker.
   *
   * @param fence the number of that worker's take
   * @param leasedUntil when others may take it
   */
  record Running(long fence, Instant leasedUntil) implements EvaluationState {
    @Override
    public EvaluationStatus status() {
      return EvaluationStatus.RUNNING;
    }

    @Override
    public Optional<Running> take(Instant now, Duration lease) {
      return leasedUntil.isAfter(now)
          ? Optional.empty()
          : Optional.of(new Running(fence + 1, now.plus(lease)));
    }

    @Override
    public Optional<Finished> finish(long heldFence, EvaluationStatus status) {
      return heldFence == fence ? Optional.of(new Finished(fence, status)) : Optional.empty();
    }

    @Override
    public Optional<Finished> cancel() {
      // Raising the fence makes the commit of the worker that still runs it fail.
      return Optional.of(new Finished(fence + 1, EvaluationStatus.CANCELLED));
    }
  }

  /**
   * Over.
   *
   * @param fence the number of the take that finished it
   * @param status how it ended
   */
  record Finished(long fence, EvaluationStatus status) implements EvaluationState {
    /**
     * Checks the status.
     *
     * @throws IllegalArgumentException if the status is not a final one
     */
    public Finished {
      if (!status.finished()) {
        throw new IllegalArgumentException(status + " does not end an evaluation");
      }
    }

    @Override
    public Optional<Running> take(Instant now, Duration lease) {
      return Optional.empty();
    }

    @Override
    public Optional<Finished> finish(long heldFence, EvaluationStatus newStatus) {
      return Optional.empty();
    }

    @Override
    public Optional<Finished> cancel() {
      return Optional.empty();
    }
  }
}
