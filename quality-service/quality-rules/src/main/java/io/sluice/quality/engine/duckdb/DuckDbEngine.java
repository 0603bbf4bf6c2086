package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.Engine;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.Progress;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.sql.Statements;
import io.sluice.quality.engine.sql.Watchdog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** DuckDB, one hardened instance in memory for each session. */
public final class DuckDbEngine implements Engine, AutoCloseable {

  private final DuckDbSettings settings;
  private final DuckDbDialect dialect;
  private final Watchdog watchdog = new Watchdog();

  /** An engine with those bounds. */
  public DuckDbEngine(DuckDbSettings settings) {
    this(settings, DuckDbDialect.INSTANCE);
  }

  private DuckDbEngine(DuckDbSettings settings, DuckDbDialect dialect) {
    this.settings = settings;
    this.dialect = dialect;
  }

  /** An engine that only reads with DuckDB, within those bounds, and judges rows in the JVM. */
  public static DuckDbEngine readingOnly(DuckDbSettings settings) {
    return new DuckDbEngine(settings, DuckDbDialect.READING);
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public Session open(Source source, Duration timeLimit) {
    return open(source, timeLimit, Progress.none());
  }

  @Override
  public Session open(Source source, Duration timeLimit, Progress progress) {
    return open(source, timeLimit, progress, false);
  }

  @Override
  public Session preview(Source source, Duration timeLimit) {
    return open(source, timeLimit, Progress.none(), true);
  }

  private Session open(Source source, Duration timeLimit, Progress progress, boolean preview) {
    SpillDirectory spill = SpillDirectory.within(settings.tempDirectory());
    Connection connection = null;
    try {
      connection = connect(spill);
      Statements statements =
          new Statements(connection, watchdog.startingNow(timeLimit), dialect, progress);
      Relation relation = Relation.open(source, connection, statements, preview);
      return new DuckDbSession(connection, statements, relation, spill, dialect);
    } catch (SQLException | RuntimeException failure) {
      close(connection);
      spill.close();
      if (failure instanceof RuntimeException known) {
        throw known;
      }
      throw Statements.unreadable((SQLException) failure, DuckDbDialect.INSTANCE);
    }
  }

  private Connection connect(SpillDirectory spill) {
    Connection connection = null;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      harden(connection, spill.path());
      return connection;
    } catch (SQLException failure) {
      close(connection);
      throw new EvaluationException(
          EvaluationException.Kind.ENGINE_FAILURE, "DuckDB does not start", failure);
    }
  }

  /** Order matters: directories first, then no access to anything else, then no change to this. */
  private void harden(Connection connection, Path spill) throws SQLException {
    List<Path> allowed = new ArrayList<>(settings.roots());
    allowed.add(spill);
    String directories =
        allowed.stream()
            .map(path -> DuckDbDialect.INSTANCE.text(path.toAbsolutePath().toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET memory_limit = '" + settings.memoryMegabytes() + "MB'");
      statement.execute("SET threads = " + settings.threads());
      statement.execute("SET temp_directory = " + DuckDbDialect.INSTANCE.text(spill.toString()));
      statement.execute("SET max_temp_directory_size = '" + DuckDbSettings.SPILL_GIGABYTES + "GB'");
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET preserve_insertion_order = true");
      // How far a statement has come is only counted with the bar on; it is never printed.
      statement.execute("SET enable_progress_bar = true");
      statement.execute("SET enable_progress_bar_print = false");
      statement.execute("SET allowed_directories = " + directories);
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
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
