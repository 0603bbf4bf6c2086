package io.sluice.lineage.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.lineage.event.ConformanceWarning;
import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.EventHeader;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The table of events: appended to under a lock, read in order. */
@Singleton
public class EventLog {

  /** Parsed, an event is several times as large as its text. */
  private static final long MAX_READ_BYTES = 4L << 20;

  private static final Logger LOG = Logger.getLogger(EventLog.class);
  private static final HexFormat HEX = HexFormat.of();
  private static final String UNDEFINED_TABLE = "42P01";
  private static final Duration FUTURE = Duration.ofHours(1);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);
  private static final long LEAST_PARTITION = 1_000;

  private final DataSource database;
  private final RecentEvents recent;
  private final KnownDigests known;
  private long restUntil = System.nanoTime();

  EventLog(DataSource database, LogSettings settings, RecentEvents recent) {
    this.recent = recent;
    this.database = database;
    this.known = new KnownDigests(Math.max(LEAST_PARTITION, settings.partitionSize()));
  }

  /**
   * Appends the events in one transaction and returns each one's position; an event that the log
   * holds already keeps its position. The lock is taken before a position is allocated, so that
   * positions commit in order and nobody who follows the log can skip one.
   */
  synchronized List<Long> append(List<NewEvent> events) throws SQLException {
    try {
      return appendOnce(events);
    } catch (SQLException e) {
      if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
        throw e;
      }
      // A partition that was known here has been dropped, or was never committed.
      known.forget();
      return appendOnce(events);
    }
  }

  private List<Long> appendOnce(List<NewEvent> events) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean made = false;
      try {
        known.lockAndCatchUp(connection);
        Map<String, Long> positions = known.positionsOf(connection, events);
        List<NewEvent> fresh = place(events, positions);
        if (!fresh.isEmpty()) {
          made = known.makeRoom(connection, fresh.size());
          copy(connection, known.last() + 1, fresh);
        }
        connection.commit();
        if (!fresh.isEmpty()) {
          recent.add(known.last() + 1, fresh);
        }
        known.committed(fresh);
        return events.stream().map(event -> positions.get(event.header().digest())).toList();
      } catch (SQLException | RuntimeException e) {
        if (made) {
          known.forget();
        }
        connection.rollback();
        throw e;
      }
    }
  }

  /** Gives each event that is new the next position, and returns those events. */
  private List<NewEvent> place(List<NewEvent> events, Map<String, Long> positions) {
    List<NewEvent> fresh = new ArrayList<>(events.size());
    for (NewEvent event : events) {
      if (positions.putIfAbsent(event.header().digest(), known.last() + fresh.size() + 1) == null) {
        fresh.add(event);
      }
    }
    return fresh;
  }

  /** Does what need not be done while senders wait: the next partition, and the filters. */
  synchronized void maintain() {
    if ((!known.nearsItsEnd() && !known.hasToKeep()) || System.nanoTime() - restUntil < 0) {
      return;
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        known.lockAndCatchUp(connection);
        known.makeNext(connection);
        known.keep(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        known.forget();
        connection.rollback();
        throw e;
      }
    } catch (SQLException | RuntimeException e) {
      // The append makes a partition itself where none has been made ahead.
      restUntil = System.nanoTime() + REST_AFTER_FAILURE.toNanos();
      LOG.warn("the log's next partition or filter was not made; trying again later", e);
    }
  }

  private static void copy(Connection connection, long first, Collection<NewEvent> events)
      throws SQLException {
    CopyRows rows = new CopyRows(events.stream().mapToInt(e -> e.body().kept().length + 512).sum());
    long position = first;
    for (NewEvent event : events) {
      EventHeader header = event.header();
      rows.row(12);
      rows.bigint(position++);
      rows.timestamp(event.receivedAt());
      rows.timestamp(header.eventTime());
      rows.timestamp(orderTime(header.eventTime(), event.receivedAt()));
      rows.integer(event.body().size());
      rows.smallint(event.body().encoding());
      rows.text(event.kind().name());
      rows.bytes(event.digest());
      rows.text(event.subject());
      rows.text(event.traceId());
      rows.text(warnings(header.warnings()));
      rows.bytes(event.body().kept());
    }
    rows.end();
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy event (position, received_at, event_time, order_time, size, encoding, kind,"
                    + " digest, subject, trace_id, warnings, body) from stdin (format binary)");
    copy.writeToCopy(rows.buffer(), 0, rows.size());
    copy.endCopy();
  }

  private static Instant orderTime(Instant eventTime, Instant receivedAt) {
    return eventTime.isAfter(receivedAt.plus(FUTURE)) ? receivedAt : eventTime;
  }

  private static @Nullable String warnings(List<ConformanceWarning> warnings) {
    if (warnings.isEmpty()) {
      return null;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ConformanceWarning warning : warnings) {
      list.addObject()
          .put("pointer", warning.pointer())
          .put("code", warning.code())
          .put("message", warning.message());
    }
    return list.toString();
  }

  /**
   * The next events after a position: at most so many, and no more once they have so many bytes.
   */
  public List<LoggedEvent> after(Connection connection, long position, int limit)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select position, received_at, subject, trace_id, encoding, size, body, digest from (select *,"
                + " sum(size) over (order by position) - size as before"
                + " from (select * from event where position > ? order by position limit ?) as next"
                + ") as counted where before < ? order by position")) {
      query.setLong(1, position);
      query.setInt(2, limit);
      query.setLong(3, MAX_READ_BYTES);
      return read(query);
    }
  }

  /**
   * The events at those positions, also of those that the log dropped and keeps for the facets that
   * they hold; the newest first, and no more once they have as many bytes as {@link #after} would
   * give.
   */
  public List<LoggedEvent> at(Connection connection, Collection<Long> positions)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select position, received_at, subject, trace_id, encoding, size, body, digest from (select *,"
                + " sum(size) over (order by position desc) - size"
                + " as before from (select * from event where position = any(?)"
                + " union all select * from kept_event k where position = any(?) and not exists"
                + " (select from event e where e.position = k.position)) as wanted) as counted"
                + " where before < ? order by position desc")) {
      Array wanted = connection.createArrayOf("bigint", positions.toArray());
      query.setArray(1, wanted);
      query.setArray(2, wanted);
      query.setLong(3, MAX_READ_BYTES);
      return read(query);
    }
  }

  /** The partitions that begin after a position, in order, at most so many. */
  List<PartitionState> partitions(long after, int limit) throws SQLException {
    List<PartitionState> found = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (LogPartition partition : LogPartitions.all(connection)) {
        if (partition.first() > after && found.size() < limit) {
          found.add(
              new PartitionState(
                  partition.first(),
                  partition.past() - 1,
                  LogPartitions.newest(connection, partition).orElse(null),
                  LogPartitions.bytes(connection, partition)));
        }
      }
    }
    return found;
  }

  /** The first position that is kept, 1 as long as nothing has been dropped. */
  public long firstPosition() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery("select coalesce(min(first), 1) from event_partition")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The position of the last event that was committed. */
  public long lastPosition() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select coalesce(max(position), 0) from event")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * The first events of a range as the log holds them, unread: at most so many, and no more once
   * they have as many bytes as {@link #after} would give.
   */
  public List<LoggedText> texts(Connection connection, LogRange range, int limit)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select position, encoding, size, body from (select *,"
                + " sum(size) over (order by position) - size as before"
                + " from (select * from event where position > ? and position <= ?"
                + " and order_time >= ? and order_time < ? order by position limit ?) as next"
                + ") as counted where before < ? order by position")) {
      query.setLong(1, range.after());
      query.setLong(2, range.upTo());
      query.setObject(3, range.since());
      query.setObject(4, range.until());
      query.setInt(5, limit);
      query.setLong(6, MAX_READ_BYTES);
      List<LoggedText> texts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          EventBody body = new EventBody(rows.getShort(2), rows.getInt(3), rows.getBytes(4));
          texts.add(new LoggedText(rows.getLong(1), body.text()));
        }
      }
      return texts;
    }
  }

  private static List<LoggedEvent> read(PreparedStatement query) throws SQLException {
    List<LoggedEvent> events = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        events.add(
            new LoggedEvent(
                rows.getLong(1),
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                rows.getString(3),
                rows.getString(4),
                EventDocument.ofCanonical(
                    new EventBody(rows.getShort(5), rows.getInt(6), rows.getBytes(7)).text(),
                    HEX.formatHex(rows.getBytes(8)))));
      }
    }
    return events;
  }
}
