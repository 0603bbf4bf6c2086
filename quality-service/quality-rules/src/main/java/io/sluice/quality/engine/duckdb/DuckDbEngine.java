package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.Engine;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB, one hardened instance in memory for each session. */
public final class DuckDbEngine implements Engine, AutoCloseable {

  private final DuckDbSettings settings;
  private final Watchdog watchdog = new Watchdog();

  /** An engine with those bounds. */
  public DuckDbEngine(DuckDbSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public Session open(Source source, Duration timeLimit) {
    Connection connection = connect();
    try {
      Statements statements = new Statements(connection, watchdog.startingNow(timeLimit));
      return new DuckDbSession(
          connection, statements, Relation.open(source, connection, statements));
    } catch (SQLException | RuntimeException failure) {
      close(connection);
      if (failure instanceof RuntimeException known) {
        throw known;
      }
      throw Statements.unreadable((SQLException) failure);
    }
  }

  private Connection connect() {
    try {
      Files.createDirectories(settings.tempDirectory());
    } catch (IOException notMade) {
      throw new UncheckedIOException(
          "the temporary directory cannot be made: " + settings.tempDirectory(), notMade);
    }
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      harden(connection);
      return connection;
    } catch (SQLException failure) {
      throw new EvaluationException(
          EvaluationException.Kind.ENGINE_FAILURE, "DuckDB does not start", failure);
    }
  }

  /** Order matters: directories first, then no access to anything else, then no change to this. */
  private void harden(Connection connection) throws SQLException {
    List<Path> allowed = new ArrayList<>(settings.roots());
    allowed.add(settings.tempDirectory());
    String directories =
        allowed.stream()
            .map(path -> DuckDbSql.text(path.toAbsolutePath().toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET memory_limit = '" + settings.memoryMegabytes() + "MB'");
      statement.execute("SET threads = " + settings.threads());
      statement.execute(
          "SET temp_directory = " + DuckDbSql.text(settings.tempDirectory().toString()));
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET preserve_insertion_order = true");
      statement.execute("SET allowed_directories = " + directories);
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // Nothing was opened with it, and the failure that led here is the one to report.
    }
  }

  /** Stops the engine's timer; open sessions lose their time limit. */
  @Override
  public void close() {
    watchdog.close();
  }
}
