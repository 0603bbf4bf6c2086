package io.sluice.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The server's part of an online physical backup. The session stays open while the files are read:
 * its replication slot, which ends with it, keeps the log that the copy needs.
 */
public final class BackupSession implements AutoCloseable {

  private final Connection connection;
  private final String firstWal;

  private BackupSession(Connection connection, String firstWal) {
    this.connection = connection;
    this.firstWal = firstWal;
  }

  /** What makes the copied files consistent: the label, and the log from its first to last file. */
  public record Finish(String label, String tablespaceMap, String firstWal, String lastWal) {}

  /** Begins a backup; the copying of files may start when this returns. */
  public static BackupSession begin(DatabaseAccess superuser) {
    try {
      Connection connection = Sql.connect(superuser);
      try {
        String slot = "sluice_backup_" + ProcessHandle.current().pid();
        Sql.value(
            connection, "SELECT pg_create_physical_replication_slot(?, true, true)::text", slot);
        String first =
            Sql.value(
                    connection,
                    "SELECT pg_walfile_name(pg_backup_start('sluice backup', fast => true))")
                .orElseThrow();
        return new BackupSession(connection, first);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Sql.failure("begin a backup", e);
    }
  }

  /** Ends the backup; the log files that it names must be copied before this session is closed. */
  public Finish finish() {
    String query =
        "SELECT labelfile, coalesce(spcmapfile, ''), pg_walfile_name(lsn)"
            + " FROM pg_backup_stop(wait_for_archive => false)";
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new Finish(rows.getString(1), rows.getString(2), firstWal, rows.getString(3));
    } catch (SQLException e) {
      throw Sql.failure("finish the backup", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Sql.failure("close the backup's session", e);
    }
  }
}
