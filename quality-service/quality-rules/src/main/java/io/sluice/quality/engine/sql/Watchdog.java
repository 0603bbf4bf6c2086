package io.sluice.quality.engine.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cancels statements that run past a deadline. */
public final class Watchdog implements AutoCloseable {

  private static final Duration AGAIN = Duration.ofMillis(50);

  private static final Duration NEWS = Duration.ofMillis(250);

  private final ScheduledThreadPoolExecutor timer;

  /** A watchdog with a thread of its own. */
  public Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "quality-time-limit");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /** A deadline that far from now. */
  public Deadline startingNow(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A point on the monotonic clock. */
  public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
      this.nanoTime = nanoTime;
    }

    /** Whether it has passed. */
    public boolean passed() {
      return System.nanoTime() - nanoTime >= 0;
    }

    /** Cancels the statement at the deadline unless the answer is cancelled before. */
    ScheduledFuture<?> guard(Statement statement) {
      long left = Math.max(0, nanoTime - System.nanoTime());
      // Again and again: cancelling a statement in the moment before it starts does nothing.
      return timer.scheduleWithFixedDelay(
          () -> cancel(statement), left, AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does that again and again until the answer is cancelled. */
    ScheduledFuture<?> everyNow(Runnable task) {
      return timer.scheduleWithFixedDelay(
          task, NEWS.toNanos(), NEWS.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void cancel(Statement statement) {
      try {
        statement.cancel();
      } catch (SQLException ignored) {
        // It ended by itself in the same moment.
      }
    }
  }
}
