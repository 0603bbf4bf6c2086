package io.sluice.quality.server.outbox;

import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps events until lineage has them. */
@ApplicationScoped
public class OutboxStore {

  private static final int LONGEST_ERROR = 500;

  private final Database database;

  /** Keeps them in the given database. */
  @Inject
  public OutboxStore(Database database) {
    this.database = database;
  }

  /**
   * An event that is due.
   *
   * @param id its place in the outbox
   * @param event the OpenLineage event
   * @param traceparent the span it belongs to
   * @param attempts how often delivery was tried, this time included
   */
  public record Due(long id, String event, @Nullable String traceparent, int attempts) {}

  /** Adds events in order, as part of the decision they tell of. */
  public void add(
      Connection connection,
      UUID evaluation,
      List<String> events,
      @Nullable String traceparent,
      Instant now)
      throws SQLException {
    for (String event : events) {
      Statement.of(
              connection,
              """
              insert into outbox (evaluation, event, traceparent, created_at)
              values (?, ?, ?, ?)""",
              evaluation,
              event,
              traceparent,
              now)
          .update();
    }
  }

  /**
   * The next event that is due and the first of its evaluation's, kept from other senders for the
   * length of the lease.
   */
  public Optional<Due> take(Duration lease) {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    """
                    update outbox set attempts = attempts + 1,
                      not_before = now() + make_interval(secs => ?)
                    where id = (
                      select o.id from outbox o
                      where o.not_before <= now() and not exists (
                        select 1 from outbox earlier
                        where earlier.evaluation = o.evaluation and earlier.id < o.id)
                      order by o.not_before, o.id limit 1 for update skip locked)
                    returning id, event, traceparent, attempts""",
                    lease.toMillis() / 1000.0)
                .first(
                    row ->
                        new Due(
                            row.getLong("id"),
                            row.getString("event"),
                            row.getString("traceparent"),
                            row.getInt("attempts"))));
  }

  /** Forgets an event that lineage has. */
  public void delivered(long id) {
    database.run(
        connection -> Statement.of(connection, "delete from outbox where id = ?", id).update());
  }

  /** Puts an event off. */
  public void failed(long id, String error, Duration pause) {
    database.run(
        connection ->
            Statement.of(
                    connection,
                    """
                    update outbox set last_error = ?, not_before = now() + make_interval(secs => ?)
                    where id = ?""",
                    error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error,
                    pause.toMillis() / 1000.0,
                    id)
                .update());
  }

  /**
   * How much is waiting.
   *
   * @param depth events not yet delivered
   * @param oldest when the oldest of them was written
   */
  public record Backlog(long depth, @Nullable Instant oldest) {}

  /** How much is waiting. */
  public Backlog backlog() {
    return database.transaction(
        connection ->
            Statement.of(connection, "select count(*), min(created_at) as oldest from outbox")
                .first(row -> new Backlog(row.getLong(1), Statement.instantOrNull(row, "oldest")))
                .orElseThrow());
  }
}
