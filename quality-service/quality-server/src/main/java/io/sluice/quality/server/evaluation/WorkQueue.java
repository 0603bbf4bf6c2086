package io.sluice.quality.server.evaluation;

import static io.sluice.quality.server.evaluation.EvaluationRows.COLUMNS;

import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.decision.EvaluationState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands evaluations to workers, one worker at a time. The database's own clock times the leases, so
 * that processes with clocks of their own agree on when one has run out.
 */
@ApplicationScoped
public class WorkQueue {

  private final Database database;

  /** Hands out what that database holds. */
  @Inject
  public WorkQueue(Database database) {
    this.database = database;
  }

  /** The next evaluation that waits, or whose worker fell silent, now leased to this worker. */
  public Optional<Evaluation> take(String worker, Duration lease) {
    return take(worker, lease, "");
  }

  /** Like {@link #take}, of evaluations whose deadline has passed only. */
  public Optional<Evaluation> takeOverdue(String worker, Duration lease) {
    return take(worker, lease, " and deadline <= now()");
  }

  private Optional<Evaluation> take(String worker, Duration lease, String further) {
    return database.transaction(
        connection -> {
          // Rows that another worker is looking at are skipped, so workers never queue up.
          Optional<UUID> free =
              Statement.of(
                      connection,
                      "select id from evaluation where (status = 'PENDING' or status = 'RUNNING'"
                          + " and leased_until <= now())"
                          + further
                          + " order by accepted limit 1 for update skip locked")
                  .first(row -> row.getObject(1, UUID.class));
          return free.isEmpty() ? Optional.empty() : lease(connection, free.get(), worker, lease);
        });
  }

  private static Optional<Evaluation> lease(
      Connection connection, UUID id, String worker, Duration lease) throws SQLException {
    Instant now =
        Statement.of(connection, "select now() as now")
            .first(row -> Statement.instant(row, "now"))
            .orElseThrow();
    Optional<EvaluationState.Running> running =
        EvaluationStore.lock(connection, id).flatMap(state -> state.take(now, lease));
    if (running.isEmpty()) {
      return Optional.empty();
    }
    Statement.of(
            connection,
            """
            update evaluation set status = 'RUNNING', fence = ?, leased_by = ?, leased_until = ?,
              started_at = coalesce(started_at, now())
            where id = ?""",
            running.get().fence(),
            worker,
            running.get().leasedUntil(),
            id)
        .update();
    return Statement.of(connection, "select " + COLUMNS + " from evaluation e where id = ?", id)
        .first(EvaluationRows::evaluation);
  }

  /** Prolongs a lease; false if it is no longer this worker's. */
  public boolean renew(UUID id, long fence, Duration lease) {
    return database.transaction(
            connection ->
                Statement.of(
                        connection,
                        """
                        update evaluation set leased_until = now() + make_interval(secs => ?)
                        where id = ? and fence = ? and status = 'RUNNING'""",
                        lease.toMillis() / 1000.0,
                        id,
                        fence)
                    .update())
        == 1;
  }

  /** Gives an evaluation back unfinished, when the process shuts down in good order. */
  public void giveBack(UUID id, long fence) {
    database.run(
        connection ->
            Statement.of(
                    connection,
                    """
                    update evaluation set leased_until = now()
                    where id = ? and fence = ? and status = 'RUNNING'""",
                    id,
                    fence)
                .update());
  }
}
