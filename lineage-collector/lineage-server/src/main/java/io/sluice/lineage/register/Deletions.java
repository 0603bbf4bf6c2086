package io.sluice.lineage.register;

import io.sluice.lineage.history.Sql;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Puts jobs, datasets and whole namespaces out of sight. Nothing is taken out of the log or the
 * projection, and the next event that mentions them brings them back.
 */
@Singleton
public class Deletions {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String REMEMBER =
      " on conflict (entity_id) do update set position = excluded.position,"
          + " deleted_at = excluded.deleted_at, deleted_by = excluded.deleted_by,"
          + " revived_at = null";

  private final DataSource database;
  private final Clock clock;

  Deletions(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Deletes one job or dataset. */
  public void delete(UUID entity, String kind, String by) throws SQLException {
    write(
        "insert into deletion select ?::uuid, ?, position, ?, ?, null from projection" + REMEMBER,
        entity,
        kind,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        by);
  }

  /** Deletes a namespace and every job and dataset in it. */
  public void deleteNamespace(String namespace, String by) throws SQLException {
    write(
        "insert into deletion select n.id, n.kind, p.position, ?, ?, null from projection p, ("
            + "select ?::uuid as id, 'NAMESPACE' as kind"
            + " union all select id, 'JOB' from job"
            + " where left(namespace, 128) = left(?, 128) and namespace = ?"
            + " union all select id, 'DATASET' from dataset"
            + " where left(namespace, 128) = left(?, 128) and namespace = ?) as n"
            + REMEMBER,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        by,
        EntityIds.ofNamespace(namespace),
        namespace,
        namespace,
        namespace,
        namespace);
  }

  /**
   * Events that are applied meanwhile could not bring back what is only about to be deleted: the
   * projection stands still for as long.
   */
  private void write(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Sql.query(
            connection, row -> row.getString(1), "select set_config('lock_timeout', '4s', true)");
        Sql.query(connection, row -> row.getLong(1), "select position from projection for update");
        Sql.update(connection, sql, parameters);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw new ProblemException(
                  CommonProblem.UNAVAILABLE, "The projection is being built; delete it again.")
              .retryAfterSeconds(5);
        }
        throw e;
      }
    }
  }
}
