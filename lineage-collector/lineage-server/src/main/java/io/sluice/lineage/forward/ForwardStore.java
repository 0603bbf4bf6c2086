package io.sluice.lineage.forward;

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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of targets and of what they refused. */
@Singleton
class ForwardStore {

  private static final String LOCK_KEY = "hashtextextended('sluice.forward.' || ?, 0)";
  private static final String COLUMNS =
      "name, position, paused, sent, refused, last_sent_at, last_error, last_error_at";

  private final DataSource database;

  ForwardStore(DataSource database) {
    this.database = database;
  }

  /** Takes the right to tell a target for as long as the connection lives; false if held. */
  boolean lock(Connection connection, String target) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select pg_try_advisory_lock(" + LOCK_KEY + ")")) {
      query.setString(1, target);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  void unlock(Connection connection, String target) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select pg_advisory_unlock(" + LOCK_KEY + ")")) {
      query.setString(1, target);
      query.execute();
    }
  }

  /** Notes a target that was never told anything. */
  void register(String target, long position) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into forward_target (name, position) values (?, ?)"
                    + " on conflict do nothing")) {
      insert.setString(1, target);
      insert.setLong(2, position);
      insert.executeUpdate();
    }
  }

  Optional<ForwardState> find(String target) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return find(connection, target);
    }
  }

  Optional<ForwardState> find(Connection connection, String target) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select " + COLUMNS + " from forward_target where name = ?")) {
      query.setString(1, target);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(state(rows)) : Optional.empty();
      }
    }
  }

  private static ForwardState state(ResultSet rows) throws SQLException {
    return new ForwardState(
        rows.getString(1),
        rows.getLong(2),
        rows.getBoolean(3),
        rows.getLong(4),
        rows.getLong(5),
        instant(rows.getObject(6, OffsetDateTime.class)),
        rows.getString(7),
        instant(rows.getObject(8, OffsetDateTime.class)));
  }

  /** Notes how far a target is, through the connection that holds its lock and no other. */
  void reached(Connection connection, String target, long position, int sent, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update forward_target set position = ?, sent = sent + ?,"
                + " last_sent_at = case when ? > 0 then ? else last_sent_at end,"
                + " last_error = case when ? > 0 then null else last_error end,"
                + " last_error_at = case when ? > 0 then null else last_error_at end"
                + " where name = ?")) {
      update.setLong(1, position);
      update.setInt(2, sent);
      update.setInt(3, sent);
      update.setObject(4, at.atOffset(ZoneOffset.UTC));
      update.setInt(5, sent);
      update.setInt(6, sent);
      update.setString(7, target);
      update.executeUpdate();
    }
  }

  /** Parks an event that the target would not have. */
  void refused(Connection connection, String target, Refusal refusal) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "with parked as (insert into forward_refusal values (?, ?, ?, ?, ?)"
                + " on conflict do nothing returning position)"
                + " update forward_target set refused = refused + (select count(*) from parked)"
                + " where name = ?")) {
      insert.setString(1, target);
      insert.setLong(2, refusal.position());
      insert.setObject(3, refusal.refusedAt().atOffset(ZoneOffset.UTC));
      insert.setInt(4, refusal.status());
      insert.setString(5, printable(refusal.reason()));
      insert.setString(6, target);
      insert.executeUpdate();
    }
  }

  void failed(Connection connection, String target, String error, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update forward_target set last_error = ?, last_error_at = ? where name = ?")) {
      update.setString(1, printable(error));
      update.setObject(2, at.atOffset(ZoneOffset.UTC));
      update.setString(3, target);
      update.executeUpdate();
    }
  }

  void pause(String target, boolean paused) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update forward_target set paused = ? where name = ?")) {
      update.setBoolean(1, paused);
      update.setString(2, target);
      update.executeUpdate();
    }
  }

  /** What a target refused before a position, the latest first. */
  List<Refusal> refusals(String target, long before, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select position, refused_at, status, reason from forward_refusal"
                    + " where target = ? and position < ? order by position desc limit ?")) {
      query.setString(1, target);
      query.setLong(2, before);
      query.setInt(3, limit);
      List<Refusal> refusals = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          refusals.add(
              new Refusal(
                  rows.getLong(1),
                  rows.getObject(2, OffsetDateTime.class).toInstant(),
                  rows.getInt(3),
                  rows.getString(4)));
        }
      }
      return refusals;
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static String printable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
