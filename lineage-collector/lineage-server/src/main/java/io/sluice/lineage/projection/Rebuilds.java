package io.sluice.lineage.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.sluice.lineage.log.EventLog;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Builds the projection again from the log, one at a time, and tells how it goes. The last few are
 * remembered by the instance that did them.
 */
@Singleton
class Rebuilds {

  private static final Logger LOG = Logger.getLogger(Rebuilds.class);
  private static final int MAX_WAITING = 10;
  private static final int MAX_REMEMBERED = 50;

  private final DataSource database;
  private final EventLog log;
  private final ProjectionStore store;
  private final Projector projector;
  private final Clock clock;
  private final TreeMap<Long, RebuildReport> reports = new TreeMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "lineage-rebuild");
            thread.setDaemon(true);
            return thread;
          });

  Rebuilds(
      DataSource database, EventLog log, ProjectionStore store, Projector projector, Clock clock) {
    this.database = database;
    this.log = log;
    this.store = store;
    this.projector = projector;
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) {
    worker.shutdownNow();
  }

  /** Begins one, or lets it wait for those before. */
  RebuildReport begin(boolean verify) {
    RebuildReport report;
    synchronized (reports) {
      if (reports.values().stream().filter(each -> !each.ended()).count() >= MAX_WAITING) {
        throw new ProblemException(
                CommonProblem.UNAVAILABLE, "Ten are being built or wait already.")
            .retryAfterSeconds(10);
      }
      long id = reports.isEmpty() ? 1 : reports.lastKey() + 1;
      report =
          new RebuildReport(
              id, verify, RebuildReport.State.WAITING, 0, 0, 0, List.of(), null, null, null, null);
      reports.put(id, report);
      while (reports.size() > MAX_REMEMBERED) {
        reports.pollFirstEntry();
      }
    }
    worker.execute(() -> run(report.id(), verify));
    return report;
  }

  Optional<RebuildReport> find(long id) {
    synchronized (reports) {
      return Optional.ofNullable(reports.get(id));
    }
  }

  /** Waits until it has ended, at most so long, and tells how far it is. */
  RebuildReport await(RebuildReport begun, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (reports) {
      RebuildReport now = reports.getOrDefault(begun.id(), begun);
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      while (!now.ended() && left > 0) {
        reports.wait(left);
        now = reports.getOrDefault(begun.id(), begun);
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      }
      return now;
    }
  }

  private void run(long id, boolean verify) {
    Instant startedAt = clock.instant();
    change(id, r -> with(r, RebuildReport.State.REPLAYING, 0, 0, 0, startedAt));
    try (Replay replay = Replay.begin(database, log, store)) {
      long begun = System.nanoTime();
      long total = replay.livePosition();
      replay.runTo(
          total,
          position ->
              change(
                  id,
                  r ->
                      with(
                          r,
                          RebuildReport.State.REPLAYING,
                          position,
                          total,
                          rate(position - replay.begunAt(), System.nanoTime() - begun),
                          startedAt)));
      long rate = rate(replay.position() - replay.begunAt(), System.nanoTime() - begun);
      if (verify) {
        replay.beginSnapshot();
      } else {
        replay.beginLocked();
      }
      long position = replay.catchUp();
      change(id, r -> with(r, RebuildReport.State.COMPARING, position, position, rate, startedAt));
      List<RebuildReport.Table> tables = replay.compare();
      if (!verify) {
        replay.swapIn(tables);
      }
      boolean equal = tables.stream().allMatch(RebuildReport.Table::equal);
      LOG.infof(
          "replayed the log to position %d at %d events/s; the projection %s what it says",
          position, rate, equal ? "is" : verify ? "is not" : "was not");
      change(
          id,
          r ->
              new RebuildReport(
                  id,
                  verify,
                  RebuildReport.State.DONE,
                  position,
                  position,
                  rate,
                  tables,
                  equal,
                  startedAt,
                  clock.instant(),
                  null));
      projector.look();
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      LOG.error("the projection could not be built again; the live one is untouched", e);
      change(
          id,
          r ->
              new RebuildReport(
                  id,
                  verify,
                  RebuildReport.State.FAILED,
                  r.position(),
                  r.total(),
                  r.eventsPerSecond(),
                  List.of(),
                  null,
                  startedAt,
                  clock.instant(),
                  String.valueOf(e.getMessage())));
    }
  }

  private static RebuildReport with(
      RebuildReport report,
      RebuildReport.State state,
      long position,
      long total,
      long rate,
      Instant startedAt) {
    return new RebuildReport(
        report.id(),
        report.verify(),
        state,
        position,
        total,
        rate,
        List.of(),
        null,
        startedAt,
        null,
        null);
  }

  private static long rate(long events, long nanos) {
    return Math.round(events * 1e9 / Math.max(1, nanos));
  }

  private void change(long id, UnaryOperator<RebuildReport> to) {
    synchronized (reports) {
      reports.computeIfPresent(id, (key, report) -> to.apply(report));
      reports.notifyAll();
    }
  }

  /** The problem of asking for one that is not known here. */
  static ProblemException unknown(long id) {
    return new ProblemException(
        CommonProblem.NOT_FOUND,
        "This instance has built nothing again by that number.",
        Map.of("id", id));
  }
}
