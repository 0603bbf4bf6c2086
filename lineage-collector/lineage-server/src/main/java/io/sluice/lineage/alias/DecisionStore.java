package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of decisions. They are not in the log, so that nothing but a decision changes them. */
@Singleton
class DecisionStore {

  private static final String SELECT =
      "select id, kind, left_namespace, left_name, right_namespace, right_name, canonical, reason,"
          + " decided_by, decided_at, withdrawn_by, withdrawn_at from alias_decision ";

  private final DataSource database;
  private final AliasVersion versions;

  DecisionStore(DataSource database, AliasVersion versions) {
    this.database = database;
    this.versions = versions;
  }

  /** Every decision that holds. */
  List<Decision> current() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(SELECT + "where withdrawn_at is null order by id")) {
      return read(query);
    }
  }

  /** The decisions that hold and concern one of the datasets. */
  List<Decision> about(Collection<UUID> datasets) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                SELECT
                    + "where withdrawn_at is null and (left_id = any(?) or right_id = any(?))"
                    + " order by id")) {
      Object[] ids = datasets.toArray();
      query.setArray(1, connection.createArrayOf("uuid", ids));
      query.setArray(2, connection.createArrayOf("uuid", ids));
      return read(query);
    }
  }

  /** The decisions before a number, those taken back too, newest first. */
  List<Decision> before(long id, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(SELECT + "where id < ? order by id desc limit ?")) {
      query.setLong(1, id);
      query.setInt(2, limit);
      return read(query);
    }
  }

  /** The decision of that number. */
  Optional<Decision> find(long id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(SELECT + "where id = ?")) {
      query.setLong(1, id);
      return read(query).stream().findFirst();
    }
  }

  /** The decision that holds about the pair. */
  Optional<Decision> about(NamePair pair) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                SELECT + "where left_id = ? and right_id = ? and withdrawn_at is null")) {
      query.setObject(1, EntityIds.of(pair.left()));
      query.setObject(2, EntityIds.of(pair.right()));
      return read(query).stream().findFirst();
    }
  }

  /** Keeps a decision, unless there is one about the pair already; its number if it was kept. */
  Optional<Long> add(Decision decision) throws SQLException {
    return versions.changing(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into alias_decision (kind, left_id, left_namespace, left_name, right_id,"
                      + " right_namespace, right_name, canonical, reason, decided_by, decided_at)"
                      + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " on conflict (left_id, right_id) where withdrawn_at is null do nothing"
                      + " returning id")) {
            insert.setString(1, decision.kind().name());
            bind(insert, 2, decision.left());
            bind(insert, 5, decision.right());
            insert.setString(8, side(decision));
            insert.setString(9, decision.reason());
            insert.setString(10, decision.decidedBy());
            insert.setObject(11, decision.decidedAt().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = insert.executeQuery()) {
              return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
          }
        });
  }

  /** Takes a decision back; false if that has been done already. */
  boolean withdraw(long id, String by, Instant at) throws SQLException {
    return versions.changing(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update alias_decision set withdrawn_by = ?, withdrawn_at = ?"
                      + " where id = ? and withdrawn_at is null")) {
            update.setString(1, by);
            update.setObject(2, at.atOffset(ZoneOffset.UTC));
            update.setLong(3, id);
            return update.executeUpdate() == 1;
          }
        });
  }

  private static void bind(PreparedStatement insert, int first, DatasetId name)
      throws SQLException {
    insert.setObject(first, EntityIds.of(name));
    insert.setString(first + 1, name.namespace());
    insert.setString(first + 2, name.name());
  }

  private static @Nullable String side(Decision decision) {
    if (decision.canonical() == null) {
      return null;
    }
    return decision.canonical().equals(decision.left()) ? "LEFT" : "RIGHT";
  }

  private static List<Decision> read(PreparedStatement query) throws SQLException {
    List<Decision> decisions = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        DatasetId left = new DatasetId(rows.getString(3), rows.getString(4));
        DatasetId right = new DatasetId(rows.getString(5), rows.getString(6));
        String side = rows.getString(7);
        OffsetDateTime withdrawn = rows.getObject(12, OffsetDateTime.class);
        decisions.add(
            new Decision(
                rows.getLong(1),
                Decision.Kind.valueOf(rows.getString(2)),
                left,
                right,
                side == null ? null : side.equals("LEFT") ? left : right,
                rows.getString(8),
                rows.getString(9),
                rows.getObject(10, OffsetDateTime.class).toInstant(),
                rows.getString(11),
                withdrawn == null ? null : withdrawn.toInstant()));
      }
    }
    return decisions;
  }
}
