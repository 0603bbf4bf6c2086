package io.sluice.bench.ingest;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The baseline: one connection copies the same bytes into a plain text column, and no more. */
public final class BareCopy implements AutoCloseable {

  private static final String TABLE = "bench_copy";
  private static final int CHUNK = 1 << 20;

  private final Connection connection;
  private final EventTexts events;

  /**
   * Makes the table.
   *
   * @throws IllegalStateException if PostgreSQL would forget what it acknowledged
   */
  public BareCopy(Connection connection, EventTexts events) throws SQLException {
    this.connection = connection;
    this.events = events;
    try (Statement statement = connection.createStatement()) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        try (ResultSet row = statement.executeQuery("show " + setting)) {
          row.next();
          if (row.getString(1).equals("off")) {
            throw new IllegalStateException(
                "PostgreSQL runs with "
                    + setting
                    + " off: what it acknowledged it would forget,"
                    + " so nothing is measured.");
          }
        }
      }
      statement.execute("drop table if exists " + TABLE);
      statement.execute("create table " + TABLE + " (body text not null)");
    }
  }

  /** Copies so many events in one transaction and returns events a second. */
  public double rate(long from, long count) throws SQLException, IOException {
    byte[] buffer = new byte[CHUNK + events.mostBytes() + 1];
    long begun = System.nanoTime();
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + TABLE + " (body) from stdin");
    int at = 0;
    for (long i = from; i < from + count; i++) {
      at = events.write(i, buffer, at);
      buffer[at++] = '\n';
      if (at >= CHUNK || i == from + count - 1) {
        copy.writeToCopy(buffer, 0, at);
        at = 0;
      }
    }
    if (copy.endCopy() != count) {
      throw new IllegalStateException("COPY took another number of rows than it was given");
    }
    double rate = count / ((System.nanoTime() - begun) / 1e9);
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate " + TABLE);
    }
    return rate;
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table " + TABLE);
    }
  }
}
