package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Runs statements within a deadline and tells apart what can go wrong with them. */
final class Statements {

  /** DuckDB quotes the value that it could not convert; the data is not for everyone to read. */
  private static final Pattern QUOTED_VALUE = Pattern.compile("Could not convert string .* to '");

  private final Connection connection;
  private final Watchdog.Deadline deadline;

  /** Reads a result. */
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  Statements(Connection connection, Watchdog.Deadline deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  /**
   * Runs a query.
   *
   * @throws SQLException if the query itself fails
   * @throws EvaluationException if the deadline passes or the source cannot be read
   */
  <T> T query(String sql, Reader<T> reader) throws SQLException {
    requireTime();
    try (Statement statement = connection.createStatement()) {
      Future<?> guard = deadline.guard(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reader.read(rows);
      } finally {
        guard.cancel(false);
      }
    } catch (SQLException failure) {
      throw sorted(failure);
    }
  }

  /** Runs a statement without a result. */
  void run(String sql) throws SQLException {
    requireTime();
    try (Statement statement = connection.createStatement()) {
      Future<?> guard = deadline.guard(statement);
      try {
        statement.execute(sql);
      } finally {
        guard.cancel(false);
      }
    } catch (SQLException failure) {
      throw sorted(failure);
    }
  }

  private void requireTime() {
    if (deadline.passed()) {
      throw new EvaluationException(Kind.TIMEOUT, "the time limit of the check has passed");
    }
  }

  private SQLException sorted(SQLException failure) {
    if (deadline.passed()) {
      throw new EvaluationException(
          Kind.TIMEOUT, "the time limit of the check has passed", failure);
    }
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("IO Error") || message.startsWith("Permission Error")) {
      throw unreadable(failure);
    }
    return failure;
  }

  /** The whole source cannot be read. */
  static EvaluationException unreadable(SQLException failure) {
    return new EvaluationException(Kind.SOURCE_UNREADABLE, words(failure), failure);
  }

  private static String before(String mark, String text) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  /** The first line of DuckDB's message: the rest quotes the statement, or a line of the data. */
  static String words(SQLException failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    int end = message.indexOf("\n\n");
    String first = (end < 0 ? message : message.substring(0, end)).replace('\n', ' ');
    String words = before(" Original Line:", before(" LINE 1:", first));
    words = QUOTED_VALUE.matcher(words).replaceAll("Could not convert a string to '");
    return words.length() > 500 ? words.substring(0, 500) + "…" : words;
  }
}
