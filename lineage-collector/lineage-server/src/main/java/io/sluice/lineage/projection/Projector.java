package io.sluice.lineage.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.lineage.deadletter.DeadLetter;
import io.sluice.lineage.deadletter.DeadLetterStore;
import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.log.GroupCommit;
import io.sluice.lineage.log.LoggedEvent;
import io.sluice.lineage.log.RecentEvents;
import io.sluice.lineage.projection.ProjectionStore.Progress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Follows the log and keeps the projection current. Any instance may do it; a lock on the
 * projection's row lets one at a time. It is woken by this instance's commits and polls for those
 * of others.
 */
@Singleton
public class Projector {

  private static final Logger LOG = Logger.getLogger(Projector.class);

  private static final long POLL_MILLIS = 200;
  private static final long GATHER_MILLIS = 300;
  private static final long GATHER_MILLIS_BUSY = 600;
  private static final int BUSY = 200;

  private final DataSource database;
  private final EventLog log;
  private final RecentEvents recent;
  private final GroupCommit commit;
  private final ProjectionStore store;
  private final Checkpoints checkpoints;
  private final DeadLetterStore deadLetters;
  private final List<ProjectionFollower> followers;
  private final Freshness freshness;
  private final Clock clock;
  private final Object signal = new Object();
  private final Thread thread = new Thread(this::run, "lineage-projector");
  private volatile boolean stopping;
  private boolean committed;
  private boolean hurried;
  private long lastApplied = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
  private final Applier applier;

  Projector(
      DataSource database,
      EventLog log,
      RecentEvents recent,
      GroupCommit commit,
      ProjectionStore store,
      Checkpoints checkpoints,
      DeadLetterStore deadLetters,
      @All List<ProjectionFollower> followers,
      Freshness freshness,
      Clock clock,
      MeterRegistry metrics) {
    this.database = database;
    this.log = log;
    this.recent = recent;
    this.commit = commit;
    this.store = store;
    this.checkpoints = checkpoints;
    this.deadLetters = deadLetters;
    this.followers = followers;
    this.freshness = freshness;
    this.clock = clock;
    this.applier = new Applier(this::next, store, this::report);
    metrics.gauge(
        "sluice.lineage.projection.lag.events",
        this,
        self -> Math.max(0, commit.committedPosition() - freshness.now().position()));
    metrics.gauge("sluice.lineage.projection.position", freshness, f -> f.now().position());
  }

  void start(@Observes StartupEvent event) {
    commit.onCommit(position -> wake(false));
    freshness.onWaiting(() -> wake(true));
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join(10_000);
  }

  private void run() {
    while (!stopping) {
      try {
        if (!step()) {
          waitForMore();
        }
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException | OutOfMemoryError e) {
        if (!stopping) {
          LOG.error("the projection could not move on; trying again", e);
          pause();
        }
      }
    }
  }

  private void wake(boolean hurry) {
    synchronized (signal) {
      committed = true;
      hurried |= hurry;
      signal.notifyAll();
    }
  }

  /**
   * Waits for a commit, and then, unless a reader waits, until it pays to write: many events of a
   * short time touch the same jobs and datasets.
   */
  private void waitForMore() throws InterruptedException {
    synchronized (signal) {
      waitUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS), false);
      if (committed) {
        long gather = applier.lastEvents() < BUSY ? GATHER_MILLIS : GATHER_MILLIS_BUSY;
        waitUntil(lastApplied + TimeUnit.MILLISECONDS.toNanos(gather), true);
      }
      committed = false;
      hurried = false;
    }
  }

  private void waitUntil(long nanoTime, boolean onlyForHurry) throws InterruptedException {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    while (millis > 0 && !hurried && (onlyForHurry || !committed)) {
      signal.wait(millis);
      millis = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Applies one stretch; true if there may be more. */
  private boolean step() throws SQLException {
    boolean more = advance();
    Progress progress;
    try (Connection connection = database.getConnection()) {
      progress = store.progress(connection);
    }
    for (ProjectionFollower follower : followers) {
      follower.follow(progress.position(), progress.generation());
    }
    freshness.reached(progress.position());
    return more;
  }

  private boolean advance() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long seen = store.progress(connection).position();
        if (commit.committedPosition() <= seen && log.after(connection, seen, 1).isEmpty()) {
          connection.rollback();
          return false;
        }
        Progress at = checkpoints.restoreIfBehind(connection, store.lock(connection));
        boolean more = applier.advance(connection, at, Long.MAX_VALUE, Applier.Scope.TRANSACTION);
        lastApplied = System.nanoTime();
        return more;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /** What this instance has just committed is at hand; for everything else the log is read. */
  private List<LoggedEvent> next(Connection connection, long position, int limit)
      throws SQLException {
    List<LoggedEvent> events = recent.after(position, limit);
    return events.isEmpty() ? log.after(connection, position, limit) : events;
  }

  /** One event must never stop the rest: it stays in the log and is reported as a dead letter. */
  private void report(LoggedEvent event, Exception cause) throws SQLException {
    deadLetters.add(
        new DeadLetter(
            0,
            clock.instant(),
            event.subject(),
            event.traceId(),
            "NOT_PROJECTED",
            "",
            "event " + event.position() + " is in the log but could not be projected: " + cause,
            null,
            null,
            null),
        ("{\"position\":" + event.position() + "}").getBytes(StandardCharsets.UTF_8));
  }

  /** Looks at once whether the projection was moved. */
  void look() {
    wake(true);
  }
}
