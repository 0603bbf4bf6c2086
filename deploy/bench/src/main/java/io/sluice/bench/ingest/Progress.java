package io.sluice.bench.ingest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** How far Sluice's projection has come, asked of its table. */
public final class Progress {

  private static final long STEP_MILLIS = 5;

  private final Connection database;

  private Progress(Connection database) {
    this.database = database;
  }

  /** The progress in that database, which may be one that is not Sluice's. */
  public static @Nullable Progress of(Connection database) throws SQLException {
    try (Statement query = database.createStatement();
        ResultSet row = query.executeQuery("select to_regclass('projection') is not null")) {
      row.next();
      return row.getBoolean(1) ? new Progress(database) : null;
    }
  }

  /** How many events before that position are not projected yet. */
  public long behind(long position) throws SQLException {
    try (Statement query = database.createStatement();
        ResultSet row = query.executeQuery("select position from projection")) {
      row.next();
      return Math.max(0, position - row.getLong(1));
    }
  }

  /** Waits until that position is projected and returns the seconds that took. */
  public double drain(long position) throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    while (behind(position) > 0) {
      Thread.sleep(STEP_MILLIS);
    }
    return (System.nanoTime() - begun) / 1e9;
  }
}
