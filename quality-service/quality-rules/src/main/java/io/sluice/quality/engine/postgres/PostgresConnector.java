package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Opens connections on which nothing can be changed: one read-only transaction, whose snapshot
 * makes everything that is read the same data, as a role that cannot rise above it.
 */
final class PostgresConnector {

  private static final int OLDEST_VERSION = 13;
  private static final int CONNECT_SECONDS = 10;

  /** How much longer than the check the server and the network may hold on to it. */
  private static final long GRACE_MILLIS = 30_000;

  private PostgresConnector() {}

  /**
   * Connects.
   *
   * @throws EvaluationException if there is no such database, it refuses, or the role is too mighty
   */
  static Connection open(DatabaseConnection to, Duration timeLimit) {
    Connection connection = connect(to, timeLimit);
    try {
      begin(connection, timeLimit.toMillis());
      requireModest(connection, to.user());
      return connection;
    } catch (SQLException failure) {
      close(connection);
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE, "no transaction begins: " + Failures.words(failure), failure);
    } catch (RuntimeException failure) {
      close(connection);
      throw failure;
    }
  }

  private static Connection connect(DatabaseConnection to, Duration timeLimit) {
    Properties properties = new Properties();
    to.address().parameters().forEach(properties::setProperty);
    properties.setProperty("user", to.user());
    properties.setProperty("password", to.password().reveal());
    properties.setProperty("ApplicationName", "sluice");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("cancelSignalTimeout", Integer.toString(CONNECT_SECONDS));
    long socketSeconds = (timeLimit.toMillis() + GRACE_MILLIS) / 1000;
    properties.setProperty(
        "socketTimeout", Long.toString(Math.min(Integer.MAX_VALUE / 1000, socketSeconds)));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("gssEncMode", "disable");
    // The details of an error quote the data.
    properties.setProperty("logServerErrorDetail", "false");
    // A statement that fails must not take the transaction, and the others, with it.
    properties.setProperty("autosave", "always");
    properties.setProperty("prepareThreshold", "0");
    try {
      return DriverManager.getConnection(to.address().base(), properties);
    } catch (SQLException failure) {
      throw Failures.notConnected(to, failure);
    }
  }

  private static void begin(Connection connection, long millis) throws SQLException {
    if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE, "PostgreSQL " + OLDEST_VERSION + " or later is needed");
    }
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    long limit = Math.max(1, Math.min(Integer.MAX_VALUE - GRACE_MILLIS, millis));
    try (Statement statement = connection.createStatement()) {
      for (String setting :
          List.of(
              "statement_timeout = " + limit,
              "lock_timeout = " + Math.min(limit, 10_000),
              "idle_in_transaction_session_timeout = " + (limit + GRACE_MILLIS),
              "TimeZone = 'UTC'",
              "standard_conforming_strings = on",
              "bytea_output = hex",
              // The first rows are then those that lie first.
              "synchronize_seqscans = off")) {
        statement.execute("SET LOCAL " + setting);
      }
    }
  }

  /**
   * Read-only transactions do not bind a superuser's functions to the database: files, programs.
   */
  private static void requireModest(Connection connection, String user) throws SQLException {
    String sql =
        "SELECT rolsuper, rolcreaterole, rolreplication,"
            + " EXISTS (SELECT FROM pg_roles AS g WHERE g.rolname IN ('pg_execute_server_program',"
            + " 'pg_write_server_files', 'pg_read_server_files')"
            + " AND pg_has_role(current_user, g.oid, 'MEMBER'))"
            + " FROM pg_roles WHERE rolname = current_user";
    List<String> mighty = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet role = statement.executeQuery(sql)) {
      boolean found = role.next();
      add(mighty, !found, "unknown");
      if (found) {
        boolean superuser = role.getBoolean(1);
        add(mighty, superuser, "a superuser");
        add(mighty, !superuser && role.getBoolean(2), "allowed to make roles");
        add(mighty, !superuser && role.getBoolean(3), "allowed to replicate");
        add(mighty, !superuser && role.getBoolean(4), "allowed to reach the server's files");
      }
    }
    if (!mighty.isEmpty()) {
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE,
          "user '"
              + user
              + "' is "
              + String.join(" and ", mighty)
              + "; give the connection a role that may only SELECT");
    }
  }

  private static void add(List<String> mighty, boolean is, String words) {
    if (is) {
      mighty.add(words);
    }
  }

  /** Ends the transaction and the connection; what fails here has no consequence. */
  static void close(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException ignored) {
      // The connection is broken; the server ends the transaction by itself.
    }
    try {
      connection.close();
    } catch (SQLException ignored) {
      // As above.
    }
  }
}
