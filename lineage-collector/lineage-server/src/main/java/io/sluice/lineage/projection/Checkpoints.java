package io.sluice.lineage.projection;

import io.sluice.lineage.log.CheckpointKeeper;
import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.projection.ProjectionStore.Progress;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The projection as of a position, in tables of its own. Where the log no longer begins at its
 * first event, what is built from it begins at the checkpoint.
 */
@Singleton
public class Checkpoints implements CheckpointKeeper {

  private static final Logger LOG = Logger.getLogger(Checkpoints.class);

  private final DataSource database;
  private final EventLog log;
  private final ProjectionStore store;

  Checkpoints(DataSource database, EventLog log, ProjectionStore store) {
    this.database = database;
    this.log = log;
    this.store = store;
  }

  /** The position of the checkpoint, 0 if there is none. */
  static long position(Connection connection) throws SQLException {
    return number(connection, "select coalesce(max(position), 0) from checkpoint");
  }

  /**
   * Where to begin what is built from the log: at the checkpoint if the log has lost its beginning,
   * else at 0.
   */
  static long start(Connection connection) throws SQLException {
    boolean whole = number(connection, "select coalesce(min(position), 0) from event") == 1;
    return whole ? 0 : position(connection);
  }

  /** Fills the tables from the checkpoint; their names may be qualified by a prefix. */
  static void restore(Connection connection, String live, String prefix, List<String> tables)
      throws SQLException {
    Map<String, TableCopies.Content> kept = new HashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select name, rows, hash from checkpoint_table")) {
      while (rows.next()) {
        kept.put(rows.getString(1), new TableCopies.Content(rows.getLong(2), rows.getString(3)));
      }
    }
    for (String table : tables) {
      TableCopies.Content content = kept.get(table);
      if (content == null) {
        LOG.warnf("the checkpoint knows no table %s; it begins with the log that is left", table);
        continue;
      }
      String source = live + table(table);
      if (!content.equals(TableCopies.content(connection, source))) {
        throw new IllegalStateException(source + " is not what the checkpoint was");
      }
      TableCopies.replace(connection, prefix + table, source);
    }
  }

  /**
   * Makes temporary tables the checkpoint, within the transaction. What lies behind is compared
   * with what was meant.
   */
  static void write(Connection connection, String live, List<String> tables, long position)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement note =
            connection.prepareStatement(
                "insert into checkpoint_table (name, rows, hash) values (?, ?, ?)")) {
      statement.execute("delete from checkpoint_table");
      for (String table : tables) {
        String copy = live + table(table);
        statement.execute("drop table if exists " + copy);
        statement.execute(
            "create table " + copy + " (like " + live + table + " including defaults)");
        statement.execute("insert into " + copy + " select * from pg_temp." + table);
        TableCopies.Content meant = TableCopies.content(connection, "pg_temp." + table);
        if (!meant.equals(TableCopies.content(connection, copy))) {
          throw new IllegalStateException(copy + " is not what was to be kept");
        }
        note.setString(1, table);
        note.setLong(2, meant.rows());
        note.setString(3, meant.hash());
        note.executeUpdate();
      }
      statement.execute(
          "insert into checkpoint (position, made_at) values ("
              + position
              + ", now()) on conflict (id) do update set position = excluded.position,"
              + " made_at = excluded.made_at");
      statement.execute(
          "create temporary table wanted_event on commit drop as select distinct position"
              + " from facet where scope <> 'RUN' and position <= "
              + position);
      statement.execute(
          "insert into kept_event select e.* from event e join wanted_event using (position)"
              + " on conflict do nothing");
      statement.execute(
          "delete from kept_event where position not in (select position from wanted_event)");
    }
  }

  static String table(String table) {
    return "checkpoint_" + table;
  }

  /**
   * Begins at the checkpoint, within the caller's transaction, where the events that the projection
   * has yet to see are dropped already: a migration that empties it leaves it so.
   */
  Progress restoreIfBehind(Connection connection, Progress at) throws SQLException {
    if (at.position() > 0) {
      return at;
    }
    long start = start(connection);
    if (start <= at.position()) {
      return at;
    }
    LOG.infof("the projection begins at its checkpoint, position %d", start);
    restore(connection, "", "", store.tables());
    store.moveTo(connection, start);
    return new Progress(start, at.generation());
  }

  @Override
  public synchronized long keepThrough(long position) throws SQLException {
    try (Connection connection = database.getConnection()) {
      if (position(connection) >= position) {
        return position;
      }
    }
    try (Replay replay = Replay.begin(database, log, store)) {
      long until = Math.min(position, replay.livePosition());
      replay.runTo(until, reached -> {});
      replay.beginSnapshot();
      replay.keepAsCheckpoint();
      replay.catchUp();
      List<String> different =
          replay.compare().stream()
              .filter(table -> !table.equal())
              .map(RebuildReport.Table::table)
              .toList();
      if (!different.isEmpty()) {
        throw new IllegalStateException(
            "the projection is not what the log says in " + different + "; build it again first");
      }
      replay.commit();
      LOG.infof("made a checkpoint of the projection at position %d", until);
      return until;
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
