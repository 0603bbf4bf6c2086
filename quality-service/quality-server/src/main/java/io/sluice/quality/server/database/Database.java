package io.sluice.quality.server.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs pieces of work in one transaction each: all of a piece is kept, or none of it. */
@ApplicationScoped
public class Database {

  private final DataSource source;

  /** Takes connections from the given pool. */
  @Inject
  public Database(DataSource source) {
    this.source = source;
  }

  /** A piece of work on a connection whose transaction is open. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work. */
    T on(Connection connection) throws SQLException;
  }

  /** A piece of work that returns nothing. */
  @FunctionalInterface
  public interface Task {
    /** Does the work. */
    void on(Connection connection) throws SQLException;
  }

  /**
   * Commits what the work did, or rolls all of it back if it throws.
   *
   * @throws StoreException if the database fails
   */
  public <T> T transaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** Like {@link #transaction}, for work that returns nothing. */
  public void run(Task task) {
    transaction(
        connection -> {
          task.on(connection);
          return true;
        });
  }
}
