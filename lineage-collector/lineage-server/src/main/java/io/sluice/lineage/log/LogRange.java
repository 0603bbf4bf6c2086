package io.sluice.lineage.log;

import java.time.OffsetDateTime;

/**
 * A part of the log.
 *
 * @param after the position before its first
 * @param upTo the last position
 * @param since the first instant by which events are ordered
 * @param until the instant before which they are
 */
public record LogRange(long after, long upTo, OffsetDateTime since, OffsetDateTime until) {

  /** All that follows a position. */
  public static LogRange after(long position) {
    // The JDBC driver makes PostgreSQL's infinities of them.
    return new LogRange(position, Long.MAX_VALUE, OffsetDateTime.MIN, OffsetDateTime.MAX);
  }
}
