package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.util.PasswordUtil;

/** The few ways in which the launcher speaks SQL. */
final class Sql {

  /** SQLSTATE of a wrong password, and of a role that may not log in. */
  private static final String INVALID_AUTHORIZATION = "28";

  private Sql() {}

  static Connection connect(DatabaseAccess access) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "15");
    properties.setProperty("ApplicationName", "sluice");
    return DriverManager.getConnection(access.jdbcUrl(), properties);
  }

  /** Whether the server knows this user with this password. */
  static boolean accepts(DatabaseAccess access) throws SQLException {
    try (Connection connection = connect(access)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(INVALID_AUTHORIZATION)) {
        return false;
      }
      throw e;
    }
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row. */
  static Optional<String> value(Connection connection, String query, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
    }
  }

  static boolean isTrue(Connection connection, String query, String... parameters)
      throws SQLException {
    return value(connection, query, parameters).filter("t"::equals).isPresent();
  }

  /** A name as an SQL identifier. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The SCRAM verifier of a password as an SQL literal: the password itself is never sent. */
  static String verifier(String user, String password) throws SQLException {
    String encoded = PasswordUtil.encodePassword(user, password.toCharArray(), "scram-sha-256");
    return "'" + encoded.replace("'", "''") + "'";
  }

  static LauncherFailure failure(String doing, SQLException e) {
    return LauncherFailure.of("PostgreSQL refused to " + doing + ": " + e.getMessage());
  }
}
