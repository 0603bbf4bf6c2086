package io.sluice.lineage.projection;

import io.sluice.lineage.log.GroupCommit;
import io.sluice.lineage.log.LoggedEvent;
import io.sluice.lineage.projection.ProjectionStore.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log into the projection's tables, stretch by stretch, and remembers what it wrote last.
 * The tables are whatever the connection sees under their names. An event that cannot be applied is
 * found by halving the stretch. Not safe for several threads.
 */
final class Applier {

  private static final Logger LOG = Logger.getLogger(Applier.class);

  /** What is gathered of events before it is written: reductions, bounded by these. */
  private static final int MAX_EVENTS = 5_000;

  private static final int READ = 500;
  private static final int MAX_SHORT_READS = 4;

  private final Source source;
  private final ProjectionStore store;
  private final Refusal refusal;
  private int limit = MAX_EVENTS;
  private int lastEvents;
  private WriterMemory memory = new WriterMemory();
  private @Nullable Progress left;

  Applier(Source source, ProjectionStore store, Refusal refusal) {
    this.source = source;
    this.store = store;
    this.refusal = refusal;
  }

  /** Where events come from: the next after a position, at most so many; none at the end. */
  @FunctionalInterface
  interface Source {
    List<LoggedEvent> after(Connection connection, long position, int limit) throws SQLException;
  }

  /** What happens with an event that cannot be applied: the projection moves on without it. */
  @FunctionalInterface
  interface Refusal {
    void passOver(LoggedEvent event, Exception cause) throws SQLException;
  }

  /** Where a stretch ends: with the transaction, or with a savepoint of a longer one. */
  enum Scope {
    TRANSACTION,
    SAVEPOINT
  }

  /**
   * Applies the next stretch.
   *
   * @param at how far the tables are
   * @param until the last position to apply
   * @return whether there may be more up to there
   */
  boolean advance(Connection connection, Progress at, long until, Scope scope) throws SQLException {
    if (!at.equals(left)) {
      // Somebody else has moved the tables.
      memory = new WriterMemory();
    }
    left = null;
    Savepoint before = scope == Scope.SAVEPOINT ? connection.setSavepoint() : null;
    Reading reading = new Reading(at.position(), until);
    try {
      ProjectionStore.Stretch stretch = store.begin(memory);
      boolean more = reading.fill(connection, stretch);
      if (stretch.events() > 0) {
        stretch.write(connection);
      }
      end(connection, before);
      lastEvents = reading.count;
      left = new Progress(reading.last, at.generation());
      limit = Math.min(MAX_EVENTS, limit * 2);
      return more;
    } catch (SQLException | RuntimeException e) {
      undo(connection, before);
      memory = new WriterMemory();
      LoggedEvent first = reading.first;
      if (!GroupCommit.blamesTheEvents(e) || first == null) {
        throw e;
      }
      if (reading.count > 1) {
        LOG.warn("a stretch of the log could not be applied whole; trying half of it", e);
        limit = Math.max(1, reading.count / 2);
      } else {
        LOG.errorf(e, "event %d could not be applied and was passed over", first.position());
        store.moveTo(connection, first.position());
        if (scope == Scope.TRANSACTION) {
          connection.commit();
        }
        refusal.passOver(first, e);
      }
      return true;
    }
  }

  /** How many events the last stretch had. */
  int lastEvents() {
    return lastEvents;
  }

  private static void end(Connection connection, @Nullable Savepoint savepoint)
      throws SQLException {
    if (savepoint == null) {
      connection.commit();
    } else {
      connection.releaseSavepoint(savepoint);
    }
  }

  private static void undo(Connection connection, @Nullable Savepoint savepoint)
      throws SQLException {
    if (savepoint == null) {
      connection.rollback();
    } else {
      connection.rollback(savepoint);
    }
  }

  /** Takes events of the log into a stretch; of the events themselves only the first is held. */
  private final class Reading {
    private final long until;
    private long last;
    private @Nullable LoggedEvent first;
    private int count;

    Reading(long position, long until) {
      this.last = position;
      this.until = until;
    }

    /** Returns whether it stopped before the end. */
    boolean fill(Connection connection, ProjectionStore.Stretch stretch) throws SQLException {
      int shortReads = 0;
      while (count < limit && shortReads < MAX_SHORT_READS) {
        int wanted = Math.min(READ, limit - count);
        List<LoggedEvent> events =
            last < until ? source.after(connection, last, wanted) : List.of();
        if (events.isEmpty()) {
          return false;
        }
        for (LoggedEvent event : events) {
          if (event.position() > until) {
            return false;
          }
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
}
