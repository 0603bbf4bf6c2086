package io.sluice.lineage.alias;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts what people change about names, so that every instance notices. */
@Singleton
class AliasVersion {

  private final DataSource database;

  AliasVersion(DataSource database) {
    this.database = database;
  }

  /** How often decisions or rules have changed. */
  long current() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select version from alias_version where id = 1");
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** What is done in a transaction. */
  interface Change<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Makes a change and counts it; changes are made one after the other. */
  <T> T changing(Change<T> change) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        // First: its lock makes counts and changes visible in the same order.
        try (PreparedStatement update =
            connection.prepareStatement("update alias_version set version = version + 1")) {
          update.executeUpdate();
        }
        T result = change.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
