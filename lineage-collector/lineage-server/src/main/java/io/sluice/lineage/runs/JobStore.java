package io.sluice.lineage.runs;

import io.sluice.lineage.event.JobId;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.Sql;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.RunStateJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Jobs with their latest runs, versions and dependencies. */
@Singleton
class JobStore {

  private static final int MAX_DEPENDENCIES = 500;
  private static final int MAX_VERSIONS = 50;

  private static final String LATEST =
      " left join lateral (select id, job_version, state from run where job_id = j.id"
          + " and begun_at <= now() + interval '1 hour' order by begun_at desc, id limit 1) r"
          + " on true";
  private static final String COLUMNS =
      "select r.id, r.job_version, r.state, j.id, j.namespace, j.name, j.first_seen, j.last_seen";

  private final DataSource database;

  JobStore(DataSource database) {
    this.database = database;
  }

  /**
   * A job.
   *
   * @param id its id
   * @param job its name
   * @param firstSeen the earliest event that mentions it
   * @param lastSeen the latest event that mentions it
   * @param latest its newest run, null if it has none
   */
  record JobRow(UUID id, JobId job, Instant firstSeen, Instant lastSeen, @Nullable RunRow latest) {}

  /** The next jobs after one, in the order of their names. */
  List<JobRow> after(JobCursor cursor, @Nullable String namespace, int limit) throws SQLException {
    String order = "left(namespace, 128), left(name, 256), id";
    List<Object> parameters = new ArrayList<>();
    parameters.add(cursor.namespace());
    parameters.add(cursor.name());
    parameters.add(cursor.id());
    if (namespace != null) {
      parameters.add(namespace);
      parameters.add(namespace);
    }
    parameters.add(limit);
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          JobStore::read,
          COLUMNS
              + " from (select * from job where ("
              + order
              + ") > (?, ?, ?)"
              + (namespace == null
                  ? ""
                  : " and left(namespace, 128) = left(?, 128) and namespace = ?")
              + " order by "
              + order
              + " limit ?) j"
              + LATEST
              + " order by left(j.namespace, 128), left(j.name, 256), j.id",
          parameters.toArray());
    }
  }

  Optional<JobRow> find(JobId job) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
              connection,
              JobStore::read,
              COLUMNS + " from job j" + LATEST + " where j.id = ?",
              EntityIds.of(job))
          .stream()
          .findFirst();
    }
  }

  private static JobRow read(ResultSet row) throws SQLException {
    UUID run = row.getObject(1, UUID.class);
    return new JobRow(
        Sql.uuid(row, 4),
        new JobId(row.getString(5), row.getString(6)),
        Sql.instant(row, 7),
        Sql.instant(row, 8),
        run == null
            ? null
            : new RunRow(run, row.getObject(2, UUID.class), RunStateJson.read(row.getString(3))));
  }

  /**
   * A version of a job: what it read and wrote, and its code.
   *
   * @param version its id
   * @param firstSeen the first run or declaration of it
   * @param lastSeen the last one
   */
  public record Version(UUID version, Instant firstSeen, Instant lastSeen) {}

  /** The newest fifty versions of a job. */
  List<Version> versions(UUID job) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row -> new Version(Sql.uuid(row, 1), Sql.instant(row, 2), Sql.instant(row, 3)),
          "select version, first_seen, last_seen from job_version where job_id = ?"
              + " order by last_seen desc, version limit "
              + MAX_VERSIONS,
          job);
    }
  }

  /**
   * A job that another one waits for, or that waits for it.
   *
   * @param job the job
   * @param firstSeen when a run first said so
   * @param lastSeen when a run last said so
   */
  public record Neighbour(JobId job, Instant firstSeen, Instant lastSeen) {}

  /** The jobs that a job waits for by its scheduler. */
  List<Neighbour> upstream(UUID job) throws SQLException {
    return neighbours("upstream", "downstream", job);
  }

  /** The jobs that wait for a job by their scheduler. */
  List<Neighbour> downstream(UUID job) throws SQLException {
    return neighbours("downstream", "upstream", job);
  }

  private List<Neighbour> neighbours(String wanted, String given, UUID job) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row ->
              new Neighbour(
                  new JobId(row.getString(1), row.getString(2)),
                  Sql.instant(row, 3),
                  Sql.instant(row, 4)),
          "select %1$s_namespace, %1$s_name, first_seen, last_seen from job_dependency where %2$s_id = ? order by last_seen desc, %1$s_id limit %3$d"
              .formatted(wanted, given, MAX_DEPENDENCIES),
          job);
    }
  }
}
