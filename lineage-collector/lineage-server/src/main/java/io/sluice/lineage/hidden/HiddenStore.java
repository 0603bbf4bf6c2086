package io.sluice.lineage.hidden;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.projection.EntityIds;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The table of what is hidden. */
@Singleton
class HiddenStore {

  private static final String SELECT =
      "select id, type, namespace, name, node_id is null, reason, hidden_by, hidden_at,"
          + " brought_back_by, brought_back_at from hidden ";

  private final DataSource database;

  HiddenStore(DataSource database) {
    this.database = database;
  }

  /** How often something was hidden or brought back. */
  long version() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select version from hidden_version");
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** Everything that is hidden now. */
  List<HiddenEntry> current() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(SELECT + "where brought_back_at is null order by id")) {
      return read(query);
    }
  }

  /** Entries before a number, newest first; those brought back too if wanted. */
  List<HiddenEntry> before(long id, int limit, boolean all) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                SELECT
                    + "where id < ? "
                    + (all ? "" : "and brought_back_at is null ")
                    + "order by id desc limit ?")) {
      query.setLong(1, id);
      query.setInt(2, limit);
      return read(query);
    }
  }

  Optional<HiddenEntry> find(long id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(SELECT + "where id = ?")) {
      query.setLong(1, id);
      return read(query).stream().findFirst();
    }
  }

  /** The entry that hides just this job or dataset. */
  Optional<HiddenEntry> of(UUID node) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(SELECT + "where node_id = ? and brought_back_at is null")) {
      query.setObject(1, node);
      return read(query).stream().findFirst();
    }
  }

  /** How many patterns hide something now. */
  long patterns() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) from hidden where node_id is null and brought_back_at is null");
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** Keeps an entry and returns its number; none if the one name is hidden already. */
  Optional<Long> add(HiddenEntry entry) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into hidden (type, node_id, namespace, name, reason, hidden_by, hidden_at)"
                  + " values (?, ?, ?, ?, ?, ?, ?)"
                  + " on conflict (node_id) where brought_back_at is null do nothing"
                  + " returning id")) {
        count(connection);
        insert.setString(1, entry.type().name());
        insert.setObject(2, entry.pattern() ? null : id(entry));
        insert.setString(3, entry.namespace());
        insert.setString(4, entry.name());
        insert.setString(5, entry.reason());
        insert.setString(6, entry.hiddenBy());
        insert.setObject(7, entry.hiddenAt().atOffset(ZoneOffset.UTC));
        Optional<Long> id;
        try (ResultSet rows = insert.executeQuery()) {
          id = rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
        connection.commit();
        return id;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /** Notes that an entry no longer hides anything. */
  void bringBack(long id, String by, Instant at) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement update =
          connection.prepareStatement(
              "update hidden set brought_back_by = ?, brought_back_at = ?"
                  + " where id = ? and brought_back_at is null")) {
        count(connection);
        update.setString(1, by);
        update.setObject(2, at.atOffset(ZoneOffset.UTC));
        update.setLong(3, id);
        update.executeUpdate();
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /** First in a change: its lock makes counts and changes visible in the same order. */
  private static void count(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update hidden_version set version = version + 1")) {
      update.executeUpdate();
    }
  }

  /** What is called so, and how much of it there is. */
  record Matches(long count, List<DatasetId> examples) {}

  /** The known jobs or datasets that patterns fit, the first by name. */
  Matches matches(GraphNode.Type type, Pattern namespace, Pattern name, int examples)
      throws SQLException {
    String table = type == GraphNode.Type.JOB ? "job" : "dataset";
    List<DatasetId> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select namespace, name, count(*) over () from "
                    + table
                    + " where namespace like ? and name like ? order by namespace, name limit ?")) {
      query.setString(1, namespace.like());
      query.setString(2, name.like());
      query.setInt(3, examples);
      long count = 0;
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new DatasetId(rows.getString(1), rows.getString(2)));
          count = rows.getLong(3);
        }
      }
      return new Matches(count, found);
    }
  }

  static UUID id(HiddenEntry entry) {
    return switch (entry.type()) {
      case JOB -> EntityIds.of(new JobId(entry.namespace(), entry.name()));
      case DATASET -> EntityIds.of(new DatasetId(entry.namespace(), entry.name()));
    };
  }

  private static List<HiddenEntry> read(PreparedStatement query) throws SQLException {
    List<HiddenEntry> entries = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        OffsetDateTime back = rows.getObject(10, OffsetDateTime.class);
        entries.add(
            new HiddenEntry(
                rows.getLong(1),
                GraphNode.Type.valueOf(rows.getString(2)),
                rows.getString(3),
                rows.getString(4),
                rows.getBoolean(5),
                rows.getString(6),
                rows.getString(7),
                rows.getObject(8, OffsetDateTime.class).toInstant(),
                rows.getString(9),
                back == null ? null : back.toInstant()));
      }
    }
    return entries;
  }
}
