package io.sluice.lineage.projection;

import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.run.DatasetRole;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The edges: fills an {@link EdgeBook} with what is known, and writes what it decides. It goes
 * before the part that writes the uses, since what it reads of them must be from before the
 * stretch.
 */
@Singleton
@Priority(90)
class EdgesPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("edge", "edge_statement", "dataset_renamed");
  }

  @Override
  public Gathering gather() {
    return new Edges();
  }

  private static final class Edges implements Gathering {

    private final List<EdgeBook.Observation> observations = new ArrayList<>();

    @Override
    public void add(Observed event) {
      Set<EdgeKey> seen = new HashSet<>();
      if (event.tellsOfUse()) {
        event.uses().forEach(use -> seen.add(new EdgeKey(event.job(), use.id(), use.role())));
      }
      observations.add(
          new EdgeBook.Observation(
              event.position(),
              event.at(),
              event.run(),
              seen,
              event.event() instanceof JobEvent ? Declaration.of(event) : null,
              EdgeStatement.in(event),
              DatasetEnds.of(event)));
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Set<UUID> jobs = new HashSet<>();
      Set<UUID> datasets = new HashSet<>();
      Set<UUID> declaring = new HashSet<>();
      Set<UUID> dropped = new HashSet<>();
      for (EdgeBook.Observation observation : observations) {
        for (EdgeKey key : observation.seen()) {
          jobs.add(key.job());
          datasets.add(key.dataset());
        }
        if (observation.declaration() != null) {
          declaring.add(observation.declaration().job());
        }
        for (EdgeStatement statement : observation.statements()) {
          declaring.add(statement.job());
          for (EdgeKey key : statement.uses()) {
            jobs.add(key.job());
            datasets.add(key.dataset());
          }
        }
        dropped.addAll(observation.ended().keySet());
      }
      if (jobs.isEmpty() && declaring.isEmpty() && dropped.isEmpty()) {
        return;
      }
      EdgeBook book = new EdgeBook();
      loadRows(connection, book, declaring, dropped);
      // A drop reaches edges of jobs that the stretch does not mention otherwise, and a declaration
      // edges of datasets that it does not: whatever may close those must be known too.
      book.edges()
          .forEach(
              key -> {
                jobs.add(key.job());
                datasets.add(key.dataset());
              });
      jobs.addAll(declaring);
      datasets.addAll(dropped);
      Set<UUID> closingJobs = loadDeclarations(connection, book, jobs);
      closingJobs.addAll(EdgeStatements.load(connection, book, jobs));
      Set<UUID> closingDatasets = EdgeStatements.loadEnds(connection, book, datasets);
      closingJobs.addAll(declaring);
      closingDatasets.addAll(dropped);
      loadSpans(connection, book, closingJobs, closingDatasets);
      observations.forEach(book::apply);
      write(connection, book);
      EdgeStatements.write(connection, observations);
    }

    private void loadRows(
        Connection connection, EdgeBook book, Set<UUID> declaring, Set<UUID> dropped)
        throws SQLException {
      Rows seen = new Rows("uuid", "uuid", "text");
      Set<EdgeKey> keys = new HashSet<>();
      observations.forEach(observation -> keys.addAll(observation.seen()));
      keys.forEach(key -> seen.add(key.job(), key.dataset(), key.role().name()));
      String columns = "job_id, dataset_id, role, valid_from, valid_to, close_reason, known_from";
      try (PreparedStatement query =
          connection.prepareStatement(
              "select "
                  + columns
                  + " from edge join "
                  + seen.unnest()
                  + " as wanted(job_id, dataset_id, role) using (job_id, dataset_id, role)"
                  + " where known_to is null union select "
                  + columns
                  + " from edge where known_to is null and job_id = any(?) union select "
                  + columns
                  + " from edge where known_to is null and dataset_id = any(?)")) {
        int next = seen.bind(query, 1);
        query.setArray(next, uuids(connection, declaring));
        query.setArray(next + 1, uuids(connection, dropped));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            book.know(row(rows));
          }
        }
      }
    }

    private static EdgeBook.Row row(ResultSet rows) throws SQLException {
      OffsetDateTime to = rows.getObject(5, OffsetDateTime.class);
      String reason = rows.getString(6);
      EdgeInterval interval =
          new EdgeInterval(
              instant(rows, 4),
              to == null ? null : to.toInstant(),
              reason == null ? null : CloseReason.valueOf(reason));
      return new EdgeBook.Row(key(rows), interval, rows.getLong(7));
    }

    private static EdgeKey key(ResultSet rows) throws SQLException {
      return new EdgeKey(
          rows.getObject(1, UUID.class),
          rows.getObject(2, UUID.class),
          DatasetRole.Role.valueOf(rows.getString(3)));
    }

    private static Set<UUID> loadDeclarations(Connection connection, EdgeBook book, Set<UUID> jobs)
        throws SQLException {
      record Which(UUID job, Instant at, String digest) {}
      Map<Which, Set<EdgeKey>> declared = new HashMap<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              "select d.job_id, u.dataset_id, u.role, d.event_time, d.digest from job_declaration d"
                  + " left join declared_use u using (job_id, event_time, digest)"
                  + " where d.job_id = any(?)")) {
        query.setArray(1, uuids(connection, jobs));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            Which which =
                new Which(rows.getObject(1, UUID.class), instant(rows, 4), rows.getString(5));
            Set<EdgeKey> uses = declared.computeIfAbsent(which, w -> new HashSet<>());
            if (rows.getString(3) != null) {
              uses.add(key(rows));
            }
          }
        }
      }
      Set<UUID> closing = new HashSet<>();
      declared.forEach(
          (which, uses) -> {
            closing.add(which.job);
            book.know(
                new Declaration(which.job, which.at, which.digest, uses, CloseReason.JOB_EVENT));
          });
      return closing;
    }

    /** Only edges that something may close need to know when they were seen. */
    private static void loadSpans(
        Connection connection, EdgeBook book, Set<UUID> jobs, Set<UUID> datasets)
        throws SQLException {
      if (jobs.isEmpty() && datasets.isEmpty()) {
        return;
      }
      try (PreparedStatement query =
          connection.prepareStatement(
              "select job_id, dataset_id, role, first_seen, last_seen, run_id from job_use"
                  + " where job_id = any(?) union all"
                  + " select job_id, dataset_id, role, first_seen, last_seen, run_id from job_use"
                  + " where dataset_id = any(?) and not job_id = any(?)")) {
        query.setArray(1, uuids(connection, jobs));
        query.setArray(2, uuids(connection, datasets));
        query.setArray(3, uuids(connection, jobs));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            book.know(
                key(rows),
                rows.getObject(6, UUID.class),
                new TimeSpan(instant(rows, 4), instant(rows, 5)));
          }
        }
      }
    }

    private static void write(Connection connection, EdgeBook book) throws SQLException {
      Rows ended = new Rows("uuid", "uuid", "text", "timestamptz", "bigint", "bigint");
      for (EdgeBook.Row row : book.ended()) {
        EdgeKey key = row.key;
        ended.add(
            key.job(),
            key.dataset(),
            key.role().name(),
            row.interval.from(),
            row.knownFrom,
            row.knownTo);
      }
      if (!ended.isEmpty()) {
        try (PreparedStatement update =
            connection.prepareStatement(
                "update edge set known_to = gone.known_to from "
                    + ended.unnest()
                    + " as gone(job_id, dataset_id, role, valid_from, known_from, known_to)"
                    + " where edge.job_id = gone.job_id and edge.dataset_id = gone.dataset_id"
                    + " and edge.role = gone.role and edge.valid_from = gone.valid_from"
                    + " and edge.known_from = gone.known_from")) {
          ended.bind(update, 1);
          update.executeUpdate();
        }
      }
      Rows added =
          new Rows(
              "uuid", "uuid", "text", "timestamptz", "timestamptz", "text", "bigint", "bigint");
      for (EdgeBook.Row row : book.added()) {
        CloseReason reason = row.interval.reason();
        added.add(
            row.key.job(),
            row.key.dataset(),
            row.key.role().name(),
            row.interval.from(),
            row.interval.to(),
            reason == null ? null : reason.name(),
            row.knownFrom,
            row.knownTo);
      }
      added.insert(connection, "edge", "");
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
      return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
      return connection.createArrayOf("uuid", ids.toArray());
    }
  }
}
