package io.sluice.quality.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SQL statement with its values, bound by position; instants travel as {@code timestamptz}. */
public final class Statement {

  private final Connection connection;
  private final String sql;
  private final @Nullable Object[] values;

  private Statement(Connection connection, String sql, @Nullable Object[] values) {
    this.connection = connection;
    this.sql = sql;
    this.values = values;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    /** Makes a value of the row that the result set stands on. */
    T read(ResultSet row) throws SQLException;
  }

  /** A statement whose {@code ?} stand for the values in order. */
  public static Statement of(Connection connection, String sql, @Nullable Object... values) {
    return new Statement(connection, sql, values);
  }

  /** All rows. */
  public <T> List<T> list(Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(Row<T> row) throws SQLException {
    return list(row).stream().findFirst();
  }

  /** Runs an insert, update or delete and says how many rows it touched. */
  public int update() throws SQLException {
    try (PreparedStatement statement = prepare()) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepare() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    if (value instanceof Instant instant) {
      statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
    } else if (value == null) {
      statement.setNull(position, Types.NULL);
    } else {
      statement.setObject(position, value);
    }
  }

  /** The instant in a column that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The instant in a column, or null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
