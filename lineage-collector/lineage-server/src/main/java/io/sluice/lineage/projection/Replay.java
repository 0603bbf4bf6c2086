package io.sluice.lineage.projection;

import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.projection.ProjectionStore.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Builds the projection again beside the live one, from the checkpoint and the log after it. Its
 * tables are temporary ones of one connection, of the same names: they hide the live ones from the
 * parts' code, are not logged, and are gone if the server dies. The live projection goes on.
 */
final class Replay implements AutoCloseable {

  private final Connection connection;
  private final List<String> tables;
  private final ProjectionStore store;
  private final Applier applier;
  private final String live;
  private final int isolation;
  private final int prepareThreshold;
  private long begunAt;

  private Replay(Connection connection, EventLog log, ProjectionStore store) throws SQLException {
    this.connection = connection;
    this.store = store;
    this.tables = store.tables();
    this.applier = new Applier(log::after, store, (event, cause) -> {});
    this.isolation = connection.getTransactionIsolation();
    this.prepareThreshold = connection.unwrap(PGConnection.class).getPrepareThreshold();
    this.live = "\"" + connection.getSchema().replace("\"", "\"\"") + "\".";
  }

  /** Begins at the checkpoint, or at the beginning of the log. */
  static Replay begin(DataSource database, EventLog log, ProjectionStore store)
      throws SQLException {
    Connection connection = database.getConnection();
    try {
      connection.setAutoCommit(false);
      Replay replay = new Replay(connection, log, store);
      replay.makeTables();
      return replay;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.close();
      throw e;
    }
  }

  private void makeTables() throws SQLException {
    // A statement that the server has prepared goes on using the table that it was prepared for.
    connection.unwrap(PGConnection.class).setPrepareThreshold(0);
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute(
            "create temporary table " + table + " (like " + live + table + " including all)");
      }
      statement.execute(
          "create temporary table projection (like " + live + "projection including all)");
      statement.execute("insert into projection select * from " + live + "projection");
      statement.execute("update projection set position = 0");
      statement.execute("deallocate all");
    }
    long start = Checkpoints.start(connection);
    if (start > 0) {
      Checkpoints.restore(connection, live, "pg_temp.", tables);
      store.moveTo(connection, start);
    }
    begunAt = start;
    connection.commit();
  }

  /** Where it began: 0, or the checkpoint's position. */
  long begunAt() {
    return begunAt;
  }

  /** How far it has come. */
  long position() throws SQLException {
    return store.progress(connection).position();
  }

  /** How far the live projection has come, as the connection's transaction sees it. */
  long livePosition() throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("select position from " + live + "projection")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Replays up to a position, in transactions of its own. */
  void runTo(long until, LongConsumer progress) throws SQLException {
    long analyzed = 0;
    boolean more = true;
    while (more) {
      Progress at = store.progress(connection);
      if (at.position() > 2 * analyzed + 5_000) {
        // Nobody else keeps the planner informed about temporary tables.
        analyze();
        analyzed = at.position();
      }
      more = applier.advance(connection, at, until, Applier.Scope.TRANSACTION);
      progress.accept(position());
      connection.commit();
    }
  }

  private void analyze() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute("analyze pg_temp." + table);
      }
    }
    connection.commit();
  }

  /** Begins a transaction that sees the live projection as of one position. */
  void beginSnapshot() throws SQLException {
    connection.commit();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
  }

  /** Begins a transaction in which nobody else moves the live projection. */
  void beginLocked() throws SQLException {
    connection.commit();
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1 from " + live + "projection where id = 1 for update");
    }
  }

  /** Replays up to the live projection's position within the transaction, and returns it. */
  long catchUp() throws SQLException {
    long until = livePosition();
    boolean more = true;
    while (more) {
      more =
          applier.advance(connection, store.progress(connection), until, Applier.Scope.SAVEPOINT);
    }
    if (position() > until) {
      throw new IllegalStateException("the live projection was taken back meanwhile");
    }
    return until;
  }

  /** Compares each table with the live one; both must be at the same position. */
  List<RebuildReport.Table> compare() throws SQLException {
    List<RebuildReport.Table> compared = new ArrayList<>();
    for (String table : tables) {
      TableCopies.Content mine = TableCopies.content(connection, "pg_temp." + table);
      TableCopies.Content theirs = TableCopies.content(connection, live + table);
      boolean equal = mine.equals(theirs);
      compared.add(
          new RebuildReport.Table(
              table,
              mine.rows(),
              theirs.rows(),
              equal,
              equal ? List.of() : TableCopies.onlyIn(connection, "pg_temp." + table, live + table),
              equal
                  ? List.of()
                  : TableCopies.onlyIn(connection, live + table, "pg_temp." + table)));
    }
    return compared;
  }

  /** Puts the tables that differ in the place of the live ones and commits. */
  void swapIn(List<RebuildReport.Table> compared) throws SQLException {
    boolean changed = false;
    for (RebuildReport.Table table : compared) {
      if (!table.equal()) {
        TableCopies.replace(connection, live + table.table(), "pg_temp." + table.table());
        changed = true;
      }
    }
    if (changed) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "update " + live + "projection set generation = generation + 1, applied_at = now()");
      }
    }
    connection.commit();
  }

  /** Makes what it holds the checkpoint, within the transaction. */
  void keepAsCheckpoint() throws SQLException {
    Checkpoints.write(connection, live, tables, position());
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setTransactionIsolation(isolation);
      try (Statement statement = connection.createStatement()) {
        statement.execute("discard temporary");
        statement.execute("deallocate all");
      }
      connection.commit();
      connection.unwrap(PGConnection.class).setPrepareThreshold(prepareThreshold);
      connection.setAutoCommit(true);
    }
  }
}
