package io.sluice.lineage.projection;

import io.sluice.lineage.run.DatasetRole.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads and writes what closes edges, apart from what job events declare. */
final class EdgeStatements {

  private EdgeStatements() {}

  /** Loads what some jobs said in full; returns those that did. */
  static Set<UUID> load(Connection connection, EdgeBook book, Collection<UUID> jobs)
      throws SQLException {
    Set<UUID> found = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select job_id, reason, content, first_seen, last_seen, inputs, outputs"
                + " from edge_statement where job_id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", jobs.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          UUID job = rows.getObject(1, UUID.class);
          Set<EdgeKey> uses = new HashSet<>();
          for (UUID dataset : (UUID[]) rows.getArray(6).getArray()) {
            uses.add(new EdgeKey(job, dataset, Role.INPUT));
          }
          for (UUID dataset : (UUID[]) rows.getArray(7).getArray()) {
            uses.add(new EdgeKey(job, dataset, Role.OUTPUT));
          }
          found.add(job);
          book.know(
              new EdgeStatement(
                  job,
                  CloseReason.valueOf(rows.getString(2)),
                  rows.getObject(3, UUID.class),
                  new TimeSpan(instant(rows, 4), instant(rows, 5)),
                  uses));
        }
      }
    }
    return found;
  }

  /** Loads what ended some datasets, or their names; returns those that something ended. */
  static Set<UUID> loadEnds(Connection connection, EdgeBook book, Collection<UUID> datasets)
      throws SQLException {
    Set<UUID> found = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(DatasetEnds.SELECT)) {
      query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
      query.setArray(2, connection.createArrayOf("uuid", datasets.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          UUID dataset = rows.getObject(1, UUID.class);
          found.add(dataset);
          book.know(dataset, instant(rows, 2), CloseReason.valueOf(rows.getString(3)));
        }
      }
    }
    return found;
  }

  /** Writes what a stretch of the log says. */
  static void write(Connection connection, List<EdgeBook.Observation> observations)
      throws SQLException {
    Rows renamed = new Rows("uuid", "timestamptz");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into edge_statement as known values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (job_id, reason, content) do update set"
                + " first_seen = least(known.first_seen, excluded.first_seen),"
                + " last_seen = greatest(known.last_seen, excluded.last_seen)")) {
      for (EdgeBook.Observation observation : observations) {
        for (EdgeStatement statement : observation.statements()) {
          insert.setObject(1, statement.job());
          insert.setString(2, statement.reason().name());
          insert.setObject(3, statement.content());
          insert.setObject(4, statement.said().first().atOffset(ZoneOffset.UTC));
          insert.setObject(5, statement.said().last().atOffset(ZoneOffset.UTC));
          insert.setArray(6, connection.createArrayOf("uuid", statement.datasets(Role.INPUT)));
          insert.setArray(7, connection.createArrayOf("uuid", statement.datasets(Role.OUTPUT)));
          insert.addBatch();
        }
        observation
            .ended()
            .forEach(
                (dataset, reason) -> {
                  if (reason == CloseReason.RENAME) {
                    renamed.add(dataset, observation.at());
                  }
                });
      }
      insert.executeBatch();
    }
    renamed.insert(connection, "dataset_renamed", "on conflict do nothing");
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
