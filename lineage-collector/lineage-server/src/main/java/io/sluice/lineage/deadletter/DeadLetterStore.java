package io.sluice.lineage.deadletter;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
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

/** The table of dead letters. */
@Singleton
public class DeadLetterStore {

  private static final String COLUMNS =
      "id, received_at, subject, trace_id, code, pointer, detail, replayed_at, replay_position";

  private final DataSource database;

  DeadLetterStore(DataSource database) {
    this.database = database;
  }

  /** Keeps what was refused and returns its number. */
  public long add(DeadLetter letter, byte[] body) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into dead_letter (received_at, subject, trace_id, code, pointer, detail,"
                    + " body) values (?, ?, ?, ?, ?, ?, ?) returning id")) {
      bind(insert, letter, body);
      try (ResultSet rows = insert.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /**
   * Keeps what was refused unless a letter of that origin is kept already, and says whether it was
   * new.
   *
   * @param origin names one message of a stream for ever
   */
  public boolean addOnce(String origin, DeadLetter letter, byte[] body) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into dead_letter (received_at, subject, trace_id, code, pointer, detail,"
                    + " body, origin) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (origin) where origin is not null do nothing")) {
      bind(insert, letter, body);
      insert.setString(8, printable(origin));
      return insert.executeUpdate() > 0;
    }
  }

  /** The letters before a number, newest first, without their bodies. */
  public List<DeadLetter> before(long id, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select "
                    + COLUMNS
                    + ", null::bytea from dead_letter where id < ? order by id desc limit ?")) {
      query.setLong(1, id);
      query.setInt(2, limit);
      return read(query);
    }
  }

  /** The letter of that number, whole. */
  public Optional<DeadLetter> find(long id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select " + COLUMNS + ", body from dead_letter where id = ?")) {
      query.setLong(1, id);
      return read(query).stream().findFirst();
    }
  }

  /** Notes that a letter was accepted after all. */
  public void replayed(long id, Instant at, long position) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update dead_letter set replayed_at = ?, replay_position = ?"
                    + " where id = ? and replayed_at is null")) {
      update.setObject(1, at.atOffset(ZoneOffset.UTC));
      update.setLong(2, position);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  private static List<DeadLetter> read(PreparedStatement query) throws SQLException {
    List<DeadLetter> letters = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        byte[] body = rows.getBytes(10);
        letters.add(
            new DeadLetter(
                rows.getLong(1),
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                body == null ? null : new String(body, StandardCharsets.UTF_8),
                instant(rows.getObject(8, OffsetDateTime.class)),
                rows.getObject(9, Long.class)));
      }
    }
    return letters;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static void bind(PreparedStatement insert, DeadLetter letter, byte[] body)
      throws SQLException {
    insert.setObject(1, letter.receivedAt().atOffset(ZoneOffset.UTC));
    insert.setString(2, letter.subject());
    insert.setString(3, letter.traceId());
    insert.setString(4, letter.code());
    insert.setString(5, printable(letter.pointer()));
    insert.setString(6, printable(letter.detail()));
    insert.setBytes(7, body);
  }

  /** PostgreSQL text cannot hold NUL, and a parser may quote what it choked on. */
  private static String printable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
