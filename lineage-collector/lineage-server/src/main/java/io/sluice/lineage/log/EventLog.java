package io.sluice.lineage.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.lineage.event.ConformanceWarning;
import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.EventHeader;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The table of events: appended to under a lock, read in order. */
@Singleton
public class EventLog {

  /** Any number that no other lock of the database uses: "sluice" in ASCII. */
  private static final long APPEND_LOCK = 0x736c75696365L;

  /** Parsed, an event is several times as large as its text. */
  private static final long MAX_READ_BYTES = 4L << 20;

  private static final Duration FUTURE = Duration.ofHours(1);
  private static final HexFormat HEX = HexFormat.of();

  private final DataSource database;

  EventLog(DataSource database) {
    this.database = database;
  }

  /**
   * Appends the events in one transaction and returns each one's position; an event that the log
   * holds already keeps its position. The lock is taken before a position is allocated, so that
   * positions commit in order and nobody who follows the log can skip one.
   */
  List<Long> append(List<NewEvent> events) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<Long> positions = append(connection, events);
        connection.commit();
        return positions;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static List<Long> append(Connection connection, List<NewEvent> events)
      throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("select pg_advisory_xact_lock(" + APPEND_LOCK + ")");
    }
    Map<String, Long> known = new HashMap<>();
    long last = lookUp(connection, events, known);
    Map<String, NewEvent> fresh = new LinkedHashMap<>();
    List<Long> positions = new ArrayList<>(events.size());
    for (NewEvent event : events) {
      String digest = event.header().digest();
      Long position = known.get(digest);
      if (position == null) {
        position = last + fresh.size() + 1;
        known.put(digest, position);
        fresh.put(digest, event);
      }
      positions.add(position);
    }
    if (!fresh.isEmpty()) {
      copy(connection, last + 1, fresh.values());
    }
    return positions;
  }

  /** Fills in the positions of digests that are in the log and returns the log's last position. */
  private static long lookUp(Connection connection, List<NewEvent> events, Map<String, Long> known)
      throws SQLException {
    byte[][] digests =
        events.stream().map(event -> HEX.parseHex(event.header().digest())).toArray(byte[][]::new);
    try (PreparedStatement query =
        connection.prepareStatement(
            "select position, digest from event where digest = any(?)"
                + " union all (select max(position), null from event)")) {
      query.setArray(1, connection.createArrayOf("bytea", digests));
      long last = 0;
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          byte[] digest = rows.getBytes(2);
          if (digest == null) {
            last = rows.getLong(1);
          } else {
            known.put(HEX.formatHex(digest), rows.getLong(1));
          }
        }
      }
      return last;
    }
  }

  private static void copy(Connection connection, long first, Collection<NewEvent> events)
      throws SQLException {
    CopyRows rows = new CopyRows(events.stream().mapToInt(e -> e.canonical().length + 512).sum());
    long position = first;
    for (NewEvent event : events) {
      EventHeader header = event.header();
      rows.row(10);
      rows.bigint(position++);
      rows.timestamp(event.receivedAt());
      rows.timestamp(header.eventTime());
      rows.timestamp(orderTime(header.eventTime(), event.receivedAt()));
      rows.text(event.kind().name());
      rows.bytes(HEX.parseHex(header.digest()));
      rows.text(event.subject());
      rows.text(event.traceId());
      rows.text(warnings(header.warnings()));
      rows.bytes(event.canonical());
    }
    rows.end();
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy event (position, received_at, event_time, order_time, kind, digest,"
                    + " subject, trace_id, warnings, body) from stdin (format binary)");
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
            "select position, received_at, subject, trace_id, body from (select *,"
                + " sum(octet_length(body)) over (order by position) - octet_length(body) as before"
                + " from (select * from event where position > ? order by position limit ?) as next"
                + ") as counted where before < ? order by position")) {
      query.setLong(1, position);
      query.setInt(2, limit);
      query.setLong(3, MAX_READ_BYTES);
      return read(query);
    }
  }

  /**
   * The events at those positions, the newest first, and no more once they have as many bytes as
   * {@link #after} would give.
   */
  public List<LoggedEvent> at(Connection connection, Collection<Long> positions)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select position, received_at, subject, trace_id, body from (select *,"
                + " sum(octet_length(body)) over (order by position desc) - octet_length(body)"
                + " as before from event where position = any(?)) as counted"
                + " where before < ? order by position desc")) {
      query.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
      query.setLong(2, MAX_READ_BYTES);
      return read(query);
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
                EventDocument.ofCanonical(rows.getString(5).getBytes(StandardCharsets.UTF_8))
                    .event()));
      }
    }
    return events;
  }
}
