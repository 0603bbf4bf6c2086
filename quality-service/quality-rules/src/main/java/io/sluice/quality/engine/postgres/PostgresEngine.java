package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.Engine;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.Progress;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.TableSource;
import io.sluice.quality.engine.sql.SqlSession;
import io.sluice.quality.engine.sql.Statements;
import io.sluice.quality.engine.sql.Watchdog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: what is measured is computed where the data is. */
public final class PostgresEngine implements Engine, AutoCloseable {

  /** The simple case mapping of Unicode, from version 17 on; else what the database goes by. */
  private static final String CASE_COLLATION =
      "SELECT (SELECT quote_ident(collname) FROM pg_collation WHERE collname = 'pg_c_utf8'"
          + " AND collnamespace = 'pg_catalog'::regnamespace),"
          + " (SELECT datctype FROM pg_database WHERE datname = current_database()),"
          + " current_setting('server_encoding')";

  private final Watchdog watchdog = new Watchdog();

  @Override
  public String name() {
    return "postgresql";
  }

  /**
   * Opens a table.
   *
   * @throws EvaluationException if the source is no table, or cannot be reached or read
   */
  @Override
  public Session open(Source source, Duration timeLimit) {
    return open(source, timeLimit, Progress.none());
  }

  @Override
  public Session open(Source source, Duration timeLimit, Progress progress) {
    if (!(source instanceof TableSource table)) {
      throw new EvaluationException(
          EvaluationException.Kind.ENGINE_FAILURE, "PostgreSQL judges its own tables only");
    }
    Watchdog.Deadline deadline = watchdog.startingNow(timeLimit);
    Connection connection = PostgresConnector.open(table.connection(), timeLimit);
    try {
      PostgresDialect plain = new PostgresDialect(null);
      String collation =
          new Statements(connection, deadline, plain, Progress.none())
              .query(
                  CASE_COLLATION,
                  rows ->
                      rows.next()
                          ? caseCollation(rows.getString(1), rows.getString(2), rows.getString(3))
                          : "");
      PostgresDialect dialect = new PostgresDialect(collation.isEmpty() ? null : collation);
      Statements statements = new Statements(connection, deadline, dialect, progress);
      TableRelation opened = TableRelation.open(table, dialect, statements);
      return new PostgresSession(
          connection, new SqlSession(opened.relation(), dialect, statements), opened.identity());
    } catch (SQLException failure) {
      PostgresConnector.close(connection);
      throw new EvaluationException(
          EvaluationException.Kind.SOURCE_UNREADABLE,
          table.words() + " cannot be read: " + Failures.words(failure),
          failure);
    } catch (RuntimeException failure) {
      PostgresConnector.close(connection);
      throw failure;
    }
  }

  /** Empty if there is none. */
  private static String caseCollation(
      @Nullable String simple, @Nullable String ctype, String encoding) {
    if (!encoding.equals("UTF8")) {
      return "";
    }
    if (simple != null) {
      return simple;
    }
    boolean ascii = ctype == null || ctype.equals("C") || ctype.equals("POSIX");
    return ascii ? "" : "\"default\"";
  }

  /**
   * Connects and says what it found, to try a connection.
   *
   * @return the server's version
   * @throws EvaluationException if it cannot be reached, refuses, or the role is too mighty
   */
  public String test(DatabaseConnection connection, Duration timeLimit) {
    Connection opened = PostgresConnector.open(connection, timeLimit);
    try {
      return opened.getMetaData().getDatabaseProductVersion();
    } catch (SQLException failure) {
      throw new EvaluationException(
          EvaluationException.Kind.SOURCE_UNREADABLE, Failures.words(failure), failure);
    } finally {
      PostgresConnector.close(opened);
    }
  }

  /** Stops the engine's timer; open sessions lose their time limit. */
  @Override
  public void close() {
    watchdog.close();
  }
}
