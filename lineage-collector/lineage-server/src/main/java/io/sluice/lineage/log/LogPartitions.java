package io.sluice.lineage.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The partitions of the log: their tables, and the table that lists them. */
final class LogPartitions {

  private LogPartitions() {}

  /** All, in order. */
  static List<LogPartition> all(Connection connection) throws SQLException {
    List<LogPartition> partitions = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery("select first, past from event_partition order by first")) {
      while (rows.next()) {
        partitions.add(new LogPartition(rows.getLong(1), rows.getLong(2)));
      }
    }
    return partitions;
  }

  /**
   * Makes a partition, under the log's lock. The table is made by itself and then attached, which
   * waits for nobody who reads the log; made as a partition at once it would.
   */
  static void create(Connection connection, LogPartition partition) throws SQLException {
    String table = partition.table();
    try (Statement ddl = connection.createStatement()) {
      ddl.execute(
          ("create table %1$s (like event including defaults including constraints"
                  + " including storage);"
                  + " alter table %1$s alter column body set statistics 0;"
                  + " alter table %1$s alter column digest set statistics 0;"
                  + " create unique index %1$s_digest on %1$s (digest);"
                  + " alter table event attach partition %1$s for values from (%2$d) to (%3$d);"
                  + " insert into event_partition (first, past) values (%2$d, %3$d)")
              .formatted(table, partition.first(), partition.past()));
    }
  }

  /**
   * A kept filter.
   *
   * @param bytes the filter
   * @param filtered the last position that went into it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record KeptFilter(byte[] bytes, long filtered) {}

  static @Nullable KeptFilter filter(Connection connection, LogPartition partition)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select filter, filtered from event_partition where first = ?")) {
      query.setLong(1, partition.first());
      try (ResultSet rows = query.executeQuery()) {
        byte[] bytes = rows.next() ? rows.getBytes(1) : null;
        return bytes == null ? null : new KeptFilter(bytes, rows.getLong(2));
      }
    }
  }

  /** Keeps a filter, unless another instance has kept one that knows more. */
  static void keepFilter(Connection connection, LogPartition partition, KeptFilter filter)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update event_partition set filter = ?, filtered = ?"
                + " where first = ? and filtered < ?")) {
      update.setBytes(1, filter.bytes());
      update.setLong(2, filter.filtered());
      update.setLong(3, partition.first());
      update.setLong(4, filter.filtered());
      update.executeUpdate();
    }
  }

  /** When the last event of a partition arrived; empty if it has none. */
  static Optional<Instant> newest(Connection connection, LogPartition partition)
      throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select received_at from "
                    + partition.table()
                    + " order by position desc limit 1")) {
      return rows.next()
          ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
          : Optional.empty();
    }
  }

  /** The last position in a partition, 0 if it has none. */
  static long last(Connection connection, LogPartition partition) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select max(position) from " + partition.table())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** How many bytes a partition takes, indexes included. */
  static long bytes(Connection connection, LogPartition partition) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select coalesce(pg_total_relation_size(to_regclass(?)), 0)")) {
      query.setString(1, partition.table());
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /**
   * Drops a partition whole, in a transaction of its own. It waits a moment for those who read the
   * log; while it waits, others wait behind it, so it had rather come again.
   */
  static void drop(DataSource database, LogPartition partition) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement ddl = connection.createStatement()) {
        ddl.execute(
            "set local lock_timeout = '2s'; drop table "
                + partition.table()
                + "; delete from event_partition where first = "
                + partition.first());
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
