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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
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
  private static final int STRETCH = 500;
  private static final long POLL_MILLIS = 200;

  private final DataSource database;
  private final EventLog log;
  private final GroupCommit commit;
  private final ProjectionStore store;
  private final DeadLetterStore deadLetters;
  private final List<ProjectionFollower> followers;
  private final Freshness freshness;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "lineage-projector");
  private volatile boolean stopping;

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
    commit.onCommit(position -> wake.release());
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
        boolean more = step();
        if (!more && wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
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

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Applies one stretch; true if there may be more. */
  private boolean step() throws SQLException {
    boolean more = advance(STRETCH);
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

  private boolean advance(int limit) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      List<LoggedEvent> events = new ArrayList<>();
      try {
        events = log.after(connection, store.progress(connection).position(), 1);
        if (events.isEmpty()) {
          connection.rollback();
          return false;
        }
        events = log.after(connection, store.lock(connection).position(), limit);
        if (!events.isEmpty()) {
          store.apply(connection, events);
        }
        connection.commit();
        return !events.isEmpty();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        if (!blamesTheEvents(e) || events.isEmpty()) {
          throw e;
        }
        if (events.size() > 1) {
          LOG.warn("a stretch of the log could not be applied whole; going event by event", e);
          return advance(1);
        }
        setAside(connection, events.get(0), e);
        return true;
      }
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
        List<LoggedEvent> events = log.after(connection, 0, STRETCH);
        while (!events.isEmpty() && position < until) {
          replay(connection, events);
          position = events.get(events.size() - 1).position();
          events = log.after(connection, position, STRETCH);
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
    wake.release();
    return position;
  }

  /** Applies a stretch; what could not be applied the first time is passed over again. */
  private void replay(Connection connection, List<LoggedEvent> events) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      store.apply(connection, events);
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
