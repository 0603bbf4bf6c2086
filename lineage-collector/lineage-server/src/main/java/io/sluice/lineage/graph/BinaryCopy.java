package io.sluice.lineage.graph;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the rows of {@code COPY … TO STDOUT (FORMAT binary)}, an object for each column of none of
 * them: a million rows come in a second or two. The format is PostgreSQL's (COPY, "Binary Format").
 */
final class BinaryCopy {

  private static final int SIGNATURE = 11;

  /** From 1970, where our times begin, to 2000, where PostgreSQL's do, in microseconds. */
  private static final long EPOCH = 946_684_800_000_000L;

  private byte[] row = new byte[0];
  private int at;

  /** Takes one row, column by column in their order. */
  interface Sink {
    void accept(BinaryCopy row) throws SQLException;
  }

  /** Reads every row of a query that has no parameters. */
  static void read(Connection connection, String query, Sink sink) throws SQLException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + query + ") to stdout (format binary)");
    BinaryCopy rows = new BinaryCopy();
    boolean first = true;
    try {
      for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
        rows.row = bytes;
        rows.at = 0;
        if (first) {
          // The header: a signature, flags and the length of what may follow them.
          rows.at = SIGNATURE + 4;
          int extension = rows.int4();
          rows.at += extension;
          first = false;
        }
        if (rows.at < bytes.length && rows.int2() >= 0) {
          sink.accept(rows);
        }
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private int int2() {
    at += 2;
    return (short) ((row[at - 2] << 8) | (row[at - 1] & 0xff));
  }

  private int int4() {
    return (int2() << 16) | (int2() & 0xffff);
  }

  private long int8() {
    return ((long) int4() << 32) | (int4() & 0xffffffffL);
  }

  /** Goes over a column's length; true if it is null. */
  private boolean isNull() {
    return int4() < 0;
  }

  /** A bigint, the other value for null. */
  long number(long ifNull) {
    return isNull() ? ifNull : int8();
  }

  /** A timestamptz in microseconds since 1970, the other value for null. */
  long micros(long ifNull) {
    return isNull() ? ifNull : int8() + EPOCH;
  }

  /** Goes over the length of a uuid, of which {@link #half} reads the two halves. */
  boolean uuid() {
    return !isNull();
  }

  /** Eight bytes of a uuid. */
  long half() {
    return int8();
  }

  /** A text, null for null. */
  @Nullable String text() {
    int length = int4();
    if (length < 0) {
      return null;
    }
    at += length;
    return new String(row, at - length, length, StandardCharsets.UTF_8);
  }

  /** The first byte of a text, 0 for null; for codes that begin differently. */
  byte initial() {
    int length = int4();
    byte first = length > 0 ? row[at] : 0;
    at += Math.max(length, 0);
    return first;
  }
}
