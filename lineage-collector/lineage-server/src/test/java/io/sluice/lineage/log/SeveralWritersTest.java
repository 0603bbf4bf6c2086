package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.testing.Events;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Several instances on one log, here several logs on one database, and restarts. */
class SeveralWritersTest {

  private static final int PARTITION = 1_000;

  private static final DataSource DATABASE = LogDatabase.open("several_writers");

  @Test
  void anEventIsKeptOnceWhoeverTakesItAndHoweverOftenOverThreePartitions() throws Exception {
    EventLog one = another();
    EventLog other = another();
    List<List<NewEvent>> groups = IntStream.range(0, 25).mapToObj(i -> events(100)).toList();
    List<List<Long>> first = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      first.add((i % 2 == 0 ? one : other).append(groups.get(i)));
      (i % 2 == 0 ? one : other).maintain();
    }

    assertThat(partitions()).isGreaterThanOrEqualTo(3);
    EventLog restarted = another();
    for (EventLog log : List.of(one, other, restarted)) {
      for (int i = 0; i < groups.size(); i++) {
        assertThat(log.append(groups.get(i))).isEqualTo(first.get(i));
      }
    }
  }

  @Test
  void positionsHaveNoGapsAndNoDoublesWhileTwoWriteAtOnce() throws Exception {
    List<NewEvent> shared = events(60);
    List<EventLog> logs = List.of(another(), another());
    List<CompletableFuture<List<Long>>> written =
        logs.stream()
            .map(
                log ->
                    CompletableFuture.supplyAsync(
                        () -> appendEach(log, shared), command -> new Thread(command).start()))
            .toList();

    List<Long> positions = written.get(0).join();

    assertThat(written.get(1).join()).isEqualTo(positions);
    assertThat(positions).doesNotHaveDuplicates();
    assertThat(count(positions)).isEqualTo(60);
    long last = another().lastPosition();
    assertThat(countPositionsFrom(last - 59)).isEqualTo(60);
  }

  @Test
  void anEventTwiceInOneGroupHasOnePosition() throws SQLException {
    NewEvent event = events(1).get(0);

    List<Long> positions = another().append(List.of(event, event));

    assertThat(positions.get(0)).isEqualTo(positions.get(1));
  }

  private static List<Long> appendEach(EventLog log, List<NewEvent> events) {
    List<Long> positions = new ArrayList<>();
    for (NewEvent event : events) {
      try {
        positions.addAll(log.append(List.of(event)));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return positions;
  }

  private static EventLog another() {
    return new EventLog(DATABASE, new TestLogSettings(PARTITION), new RecentEvents());
  }

  private static int partitions() throws SQLException {
    return (int)
        number(
            "select count(*) from event_partition where first <= (select max(position) from event)");
  }

  private static long count(List<Long> positions) throws SQLException {
    return number(
        "select count(distinct digest) from event where position in ("
            + String.join(",", positions.stream().map(String::valueOf).toList())
            + ")");
  }

  private static long countPositionsFrom(long first) throws SQLException {
    return number("select count(*) from event where position >= " + first);
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<NewEvent> events(int count) {
    return IntStream.range(0, count).mapToObj(i -> event()).toList();
  }

  private static NewEvent event() {
    String json = Events.run("START", "2026-01-01T00:00:00Z", id(), "writers", "", "");
    return new NewEvent(
        EventDocument.of(EventDocument.parse(json.getBytes(StandardCharsets.UTF_8))),
        Instant.parse("2026-01-01T00:00:00Z"),
        "test",
        null);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
