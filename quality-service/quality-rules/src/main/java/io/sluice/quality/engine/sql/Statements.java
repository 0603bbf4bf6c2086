package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.Progress;
import io.sluice.quality.engine.row.BatchSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs statements within a deadline and tells apart what can go wrong with them. */
public final class Statements {

  private final Connection connection;
  private final Watchdog.Deadline deadline;
  private final Dialect dialect;
  private final Progress progress;
  private String step = "reading";

  /** Reads a result. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads it to the end, or as far as it needs. */
    T read(ResultSet rows) throws SQLException;
  }

  /** Statements on that connection, up to that deadline, heard of by that listener. */
  public Statements(
      Connection connection, Watchdog.Deadline deadline, Dialect dialect, Progress progress) {
    this.connection = connection;
    this.deadline = deadline;
    this.dialect = dialect;
    this.progress = progress;
  }

  /** Says in a few words what the next statements are for. */
  public void step(String words) {
    step = words;
    progress.at(words, Double.NaN);
  }

  /**
   * Runs a query.
   *
   * @throws SQLException if the query itself fails
   * @throws EvaluationException if the deadline passes or the source cannot be read
   */
  public <T> T query(String sql, Reader<T> reader) throws SQLException {
    requireTime();
    try (Statement statement = connection.createStatement()) {
      Future<?> guard = deadline.guard(statement);
      Future<?> watch = watch(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reader.read(rows);
      } finally {
        guard.cancel(false);
        watch.cancel(false);
      }
    } catch (SQLException failure) {
      throw sorted(failure);
    }
  }

  /**
   * Runs a query and reads it batch by batch.
   *
   * @throws SQLException if the query itself fails
   * @throws EvaluationException if the deadline passes or the source cannot be read
   */
  public <T> T stream(String sql, Schema schema, Function<BatchSource, T> reader)
      throws SQLException {
    requireTime();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Future<?> guard = deadline.guard(statement);
      Future<?> watch = watch(statement);
      try (BatchSource rows = dialect.batches(statement, sql, schema)) {
        return reader.apply(rows);
      } finally {
        guard.cancel(false);
        watch.cancel(false);
      }
    } catch (StreamFailure failure) {
      throw sorted(failure.cause());
    } catch (SQLException failure) {
      throw sorted(failure);
    }
  }

  /** Whether the deadline has passed. */
  public boolean timeIsUp() {
    return deadline.passed();
  }

  /**
   * Runs a statement without a result.
   *
   * @throws SQLException if the statement itself fails
   * @throws EvaluationException if the deadline passes or the source cannot be read
   */
  public void run(String sql) throws SQLException {
    requireTime();
    try (Statement statement = connection.createStatement()) {
      Future<?> guard = deadline.guard(statement);
      Future<?> watch = watch(statement);
      try {
        statement.execute(sql);
      } finally {
        guard.cancel(false);
        watch.cancel(false);
      }
    } catch (SQLException failure) {
      throw sorted(failure);
    }
  }

  private Future<?> watch(Statement statement) {
    if (progress == Progress.none()) {
      return CompletableFuture.completedFuture(null);
    }
    String words = step;
    return deadline.everyNow(() -> progress.at(words, dialect.fraction(statement)));
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
    if (dialect.isUnreadable(failure)) {
      throw unreadable(failure, dialect);
    }
    return failure;
  }

  /** The whole source cannot be read. */
  public static EvaluationException unreadable(SQLException failure, Dialect dialect) {
    return new EvaluationException(Kind.SOURCE_UNREADABLE, dialect.words(failure), failure);
  }

  /** A failure in words that quote neither the statement nor the data. */
  public String words(SQLException failure) {
    return dialect.words(failure);
  }
}
