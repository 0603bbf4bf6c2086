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
import io.sluice.lineage.projection.ProjectionStore.Progress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log and keeps the projection current. Any instance may do it; a lock on the
 * projection's row lets one at a time. It is woken by this instance's commits and polls for those
 * of others.
 */
@Singleton
public class Projector {

  private static final Logger LOG = Logger.getLogger(Projector.class);

  /** What is gathered of events before it is written: reductions, bounded by these. */
  private static final int MAX_EVENTS = 5_000;

  private static final int READ = 500;
  private static final int MAX_SHORT_READS = 4;
  private static final long POLL_MILLIS = 200;
  private static final long GATHER_MILLIS = 300;

  private final DataSource database;
  private final EventLog log;
  private final GroupCommit commit;
  private final ProjectionStore store;
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
  private int limit = MAX_EVENTS;
  private WriterMemory memory = new WriterMemory();
  private @Nullable Progress left;

  Projector(
      DataSource database,
      EventLog log,
      GroupCommit commit,
      ProjectionStore store,
      DeadLetterStore deadLetters,
      @All List<ProjectionFollower> followers,
      Freshness freshness,
      Clock clock,
      MeterRegistry metrics) {
    this.database = database;
    this.log = log;
    this.commit = commit;
    this.store = store;
    this.deadLetters = deadLetters;
    this.followers = followers;
    this.freshness = freshness;
    this.clock = clock;
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
        waitUntil(lastApplied + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS), true);
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
      Reading reading = new Reading();
      try {
        long seen = store.progress(connection).position();
        if (commit.committedPosition() <= seen && log.after(connection, seen, 1).isEmpty()) {
          connection.rollback();
          return false;
        }
        Progress at = store.lock(connection);
        if (!at.equals(left)) {
          // Another instance, or building it again, has moved the projection.
          memory = new WriterMemory();
        }
        left = null;
        ProjectionStore.Stretch stretch = store.begin(memory);
        boolean more = reading.fill(connection, at.position(), stretch);
        if (stretch.events() > 0) {
          stretch.write(connection);
        }
        connection.commit();
        left = new Progress(Math.max(at.position(), reading.last), at.generation());
        lastApplied = System.nanoTime();
        limit = Math.min(MAX_EVENTS, limit * 2);
        return more;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        memory = new WriterMemory();
        if (!blamesTheEvents(e) || reading.first == null) {
          throw e;
        }
        if (reading.count > 1) {
          LOG.warn("a stretch of the log could not be applied whole; trying half of it", e);
          limit = Math.max(1, reading.count / 2);
          return true;
        }
        setAside(connection, reading.first, e);
        return true;
      }
    }
  }

  /** Takes events of the log into a stretch; of the events themselves only the first is held. */
  private final class Reading {
    private @Nullable LoggedEvent first;
    private long last;
    private int count;

    /** Returns whether it stopped before the log's end. */
    boolean fill(Connection connection, long position, ProjectionStore.Stretch stretch)
        throws SQLException {
      last = position;
      int shortReads = 0;
      while (count < limit && shortReads < MAX_SHORT_READS) {
        int wanted = Math.min(READ, limit - count);
        List<LoggedEvent> events = log.after(connection, last, wanted);
        if (events.isEmpty()) {
          return false;
        }
        for (LoggedEvent event : events) {
          first = first == null ? event : first;
          count++;
          last = event.position();
          stretch.add(event);
        }
        // Fewer than asked for: they were large, or the last ones.
        shortReads += events.size() < wanted ? 1 : 0;
      }
      return true;
    }
  }

  /** Data exceptions and violated constraints come from what is applied, not from the database. */
  private static boolean blamesTheEvents(Exception e) {
    if (!(e instanceof SQLException sql)) {
      return true;
    }
    String state = sql.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }

  /** One event must never stop the rest: it stays in the log and is reported as a dead letter. */
  private void setAside(Connection connection, LoggedEvent event, Exception cause)
      throws SQLException {
    LOG.errorf(cause, "event %d could not be applied and was passed over", event.position());
    store.lock(connection);
    store.moveTo(connection, event.position());
    connection.commit();
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

  /**
   * Builds the projection again from the whole log, in one transaction: readers see the old one
   * until the new one is complete. Returns the position reached.
   */
  public long rebuild() throws SQLException {
    long position = 0;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long until = store.lock(connection).position();
        store.clear(connection);
        List<LoggedEvent> events = log.after(connection, 0, READ);
        while (!events.isEmpty() && position < until) {
          replay(connection, events);
          position = events.get(events.size() - 1).position();
          events = log.after(connection, position, READ);
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
    wake(true);
    return position;
  }

  /** Applies a stretch; what could not be applied the first time is passed over again. */
  private void replay(Connection connection, List<LoggedEvent> events) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      store.apply(connection, events, new WriterMemory());
      connection.releaseSavepoint(before);
    } catch (SQLException | RuntimeException e) {
      connection.rollback(before);
      if (!blamesTheEvents(e)) {
        throw e;
      }
      if (events.size() == 1) {
        LOG.errorf(e, "event %d could not be applied again", events.get(0).position());
        store.moveTo(connection, events.get(0).position());
        return;
      }
      for (LoggedEvent event : events) {
        replay(connection, List.of(event));
      }
    }
  }
}
