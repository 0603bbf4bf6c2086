package io.sluice.lineage.projection;

import io.sluice.lineage.log.GroupCommit;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How far what this instance answers from has come. A read waits until it shows everything that
 * this instance has acknowledged, and what the reader asks for besides.
 */
@Singleton
public class Freshness {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GroupCommit commit;
  private final Clock clock;
  private final Object change = new Object();
  // Before the first look at the database nothing may be answered, not even "nothing".
  private long applied = -1;
  private volatile Runnable hurry = () -> {};
  private Instant appliedAt;

  Freshness(GroupCommit commit, Clock clock) {
    this.commit = commit;
    this.clock = clock;
    this.appliedAt = clock.instant();
  }

  /**
   * How current an answer is.
   *
   * @param position the last event that it takes into account
   * @param asOf when that was so
   * @param lagMs for how long events have been waiting to be taken into account
   */
  public record State(long position, Instant asOf, long lagMs) {}

  /** Whom to tell that somebody waits. */
  void onWaiting(Runnable listener) {
    hurry = listener;
  }

  void reached(long position) {
    synchronized (change) {
      // Building the projection again takes it back; readers of that time see the old one.
      applied = Math.max(applied, position);
      appliedAt = clock.instant();
      change.notifyAll();
    }
  }

  /** The present state, without waiting. */
  public State now() {
    synchronized (change) {
      boolean behind = commit.committedPosition() > applied;
      Instant now = clock.instant();
      return new State(
          Math.max(applied, 0),
          behind ? appliedAt : now,
          behind ? Math.max(0, Duration.between(appliedAt, now).toMillis()) : 0);
    }
  }

  /**
   * Waits until reads show what this instance acknowledged and the given position.
   *
   * @throws ProblemException 503 if that takes more than five seconds
   */
  public State await(long minPosition) {
    long wanted = Math.max(minPosition, commit.committedPosition());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (change) {
      if (applied < wanted) {
        hurry.run();
      }
      while (applied < wanted) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new ProblemException(
                  CommonProblem.UNAVAILABLE,
                  "The lineage is at position " + applied + " and has not reached " + wanted + ".",
                  Map.of("position", Math.max(applied, 0)))
              .retryAfterSeconds(1);
        }
        try {
          change.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new ProblemException(CommonProblem.UNAVAILABLE, "The server is stopping.");
        }
      }
    }
    return now();
  }
}
