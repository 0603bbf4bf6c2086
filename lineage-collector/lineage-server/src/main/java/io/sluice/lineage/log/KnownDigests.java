package io.sluice.lineage.log;

import io.sluice.lineage.log.LogPartitions.KeptFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which digests the log holds, and where it ends. In memory there is a filter for each partition;
 * whatever a filter admits is looked up, so that the answer is exact and yet costs nothing for an
 * event that is new. What other instances wrote is read before anything is asked. To be used by who
 * holds the log's lock, one thread at a time.
 */
final class KnownDigests {

  /** Any number that no other lock of the database uses: "sluice" in ASCII. */
  private static final long APPEND_LOCK = 0x736c75696365L;

  private static final HexFormat HEX = HexFormat.of();

  /** How many times a filter is kept while its partition fills: a start reads what came after. */
  private static final int KEPT_TIMES = 8;

  private final long partitionSize;
  private final List<Known> partitions = new ArrayList<>();
  private boolean loaded;
  private long last;

  KnownDigests(long partitionSize) {
    this.partitionSize = partitionSize;
  }

  private static final class Known {
    private final LogPartition partition;
    private final DigestFilter filter;
    private long kept;

    Known(LogPartition partition, DigestFilter filter, long kept) {
      this.partition = partition;
      this.filter = filter;
      this.kept = kept;
    }
  }

  /** The log's last position, as far as it is known here. */
  long last() {
    return last;
  }

  /** Forgets everything; the next {@link #lockAndCatchUp} begins from what the database holds. */
  void forget() {
    partitions.clear();
    loaded = false;
    last = 0;
  }

  /** Takes the log's lock for this transaction and reads what others have written since. */
  void lockAndCatchUp(Connection connection) throws SQLException {
    if (!loaded) {
      forget();
      lock(connection, null);
      loadNew(connection);
      loaded = true;
      return;
    }
    Known current = holder(last + 1);
    long end = lock(connection, current);
    while (true) {
      if (current == null) {
        // Who wrote more has made a partition for it.
        loadNew(connection);
        return;
      }
      if (end > last) {
        readDigests(connection, current, last);
        last = end;
      }
      if (end < current.partition.past() - 1) {
        return;
      }
      current = holder(last + 1);
      end = current == null ? 0 : LogPartitions.last(connection, current.partition);
    }
  }

  /**
   * Waits for the lock and answers with the last position in that partition. Two statements, since
   * what the second sees must be what is committed once the first has the lock, yet one journey.
   */
  private static long lock(Connection connection, @Nullable Known current) throws SQLException {
    String lock = "select pg_advisory_xact_lock(" + APPEND_LOCK + ")";
    try (Statement statement = connection.createStatement()) {
      if (current == null) {
        statement.execute(lock);
        return 0;
      }
      statement.execute(lock + "; select max(position) from " + current.partition.table());
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private @Nullable Known holder(long position) {
    for (int i = partitions.size() - 1; i >= 0; i--) {
      if (partitions.get(i).partition.holds(position)) {
        return partitions.get(i);
      }
    }
    return null;
  }

  /** Takes partitions in that are listed and not known here yet. */
  private void loadNew(Connection connection) throws SQLException {
    long known =
        partitions.isEmpty()
            ? Long.MIN_VALUE
            : partitions.get(partitions.size() - 1).partition.first();
    for (LogPartition partition : LogPartitions.all(connection)) {
      if (partition.first() <= known) {
        continue;
      }
      KeptFilter kept = LogPartitions.filter(connection, partition);
      long filtered = kept == null ? partition.first() - 1 : kept.filtered();
      Known entry =
          new Known(
              partition,
              kept == null
                  ? new DigestFilter(partition.past() - partition.first())
                  : DigestFilter.ofBytes(kept.bytes()),
              filtered);
      partitions.add(entry);
      readDigests(connection, entry, filtered);
      // 0 for the partition that is made ahead and empty yet.
      last = Math.max(last, LogPartitions.last(connection, partition));
    }
  }

  private static void readDigests(Connection connection, Known known, long after)
      throws SQLException {
    if (after >= known.partition.past() - 1) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "select digest from " + known.partition.table() + " where position > ?")) {
      // In parts: a partition has hundreds of thousands.
      query.setFetchSize(10_000);
      query.setLong(1, after);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          known.filter.add(rows.getBytes(1));
        }
      }
    }
  }

  /** The positions of those events that the log holds already, by digest. */
  Map<String, Long> positionsOf(Connection connection, Collection<NewEvent> events)
      throws SQLException {
    Map<String, Long> found = new HashMap<>();
    for (int i = partitions.size() - 1; i >= 0; i--) {
      Known known = partitions.get(i);
      List<byte[]> admitted = new ArrayList<>();
      for (NewEvent event : events) {
        if (known.filter.mayHold(event.digest())) {
          admitted.add(event.digest());
        }
      }
      if (!admitted.isEmpty()) {
        lookUp(connection, known.partition, admitted, found);
      }
    }
    return found;
  }

  private static void lookUp(
      Connection connection, LogPartition partition, List<byte[]> digests, Map<String, Long> found)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select position, digest from " + partition.table() + " where digest = any(?)")) {
      query.setArray(1, connection.createArrayOf("bytea", digests.toArray(byte[][]::new)));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(HEX.formatHex(rows.getBytes(2)), rows.getLong(1));
        }
      }
    }
  }

  /** Makes partitions until there is one for a position; whether it made any. */
  private boolean reach(Connection connection, long position) throws SQLException {
    boolean made = false;
    if (end() <= position) {
      // Another instance may have made it already.
      loadNew(connection);
    }
    while (end() <= position) {
      LogPartition next = new LogPartition(end(), end() + partitionSize);
      LogPartitions.create(connection, next);
      // If this is rolled back, the next use of it fails, and everything is read again.
      partitions.add(new Known(next, new DigestFilter(partitionSize), next.first() - 1));
      made = true;
    }
    return made;
  }

  private long end() {
    return partitions.isEmpty() ? last + 1 : partitions.get(partitions.size() - 1).partition.past();
  }

  /** Makes partitions until there is one for so many events more; whether it made any. */
  boolean makeRoom(Connection connection, long events) throws SQLException {
    return reach(connection, last + events);
  }

  /** Makes the next partition before it is needed, if the present one is half full. */
  boolean makeNext(Connection connection) throws SQLException {
    return nearsItsEnd() && reach(connection, end());
  }

  /** Whether the next partition should be made soon. */
  boolean nearsItsEnd() {
    return loaded && end() - last <= partitionSize / 2;
  }

  /** Notes what has been committed: those events, from the position after the last. */
  void committed(Collection<NewEvent> events) {
    for (NewEvent event : events) {
      last++;
      Known known = holder(last);
      if (known != null) {
        known.filter.add(event.digest());
      }
    }
  }

  /** Whether there is a filter that should be kept. */
  boolean hasToKeep() {
    return partitions.stream().anyMatch(this::isDue);
  }

  private boolean isDue(Known known) {
    LogPartition partition = known.partition;
    long filtered = Math.min(last, partition.past() - 1);
    return filtered - known.kept >= (partition.past() - partition.first()) / KEPT_TIMES
        || (filtered == partition.past() - 1 && known.kept < filtered);
  }

  /** Keeps the filters that have grown, so that a start need not read all digests again. */
  void keep(Connection connection) throws SQLException {
    for (Known known : partitions) {
      if (isDue(known)) {
        long filtered = Math.min(last, known.partition.past() - 1);
        LogPartitions.keepFilter(
            connection, known.partition, new KeptFilter(known.filter.toBytes(), filtered));
        known.kept = filtered;
      }
    }
  }
}
