package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.testing.Events;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final int PARTITION = 1_000;
  private static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");
  private static final DataSource DATABASE = LogDatabase.open("log_retention");

  private record Settings(Optional<Duration> maxAge, OptionalLong maxEvents)
      implements RetentionSettings {
    @Override
    public Duration checkEvery() {
      return Duration.ofHours(1);
    }
  }

  @Test
  void dropsWholePartitionsOnceTheyAreKeptElsewhereAndTheLogGoesOn() throws SQLException {
    EventLog log = log();
    EventLog other = log();
    NewEvent first = event();
    long firstPosition = log.append(List.of(first)).get(0);
    log.append(events(1_500));
    other.append(events(1_600));
    long last = log.lastPosition();

    assertThat(retention(days(40)).drop()).as("nobody keeps what they said").isEmpty();
    assertThat(retention(days(400), position -> position).drop()).as("not old yet").isEmpty();
    assertThat(retention(days(40), position -> 1_500).drop()).containsExactly(1L);
    assertThatThrownBy(
            () ->
                retention(
                        days(40),
                        position -> {
                          throw new IllegalStateException("not what it should be");
                        })
                    .drop())
        .isInstanceOf(IllegalStateException.class);
    assertThat(log.firstPosition()).isEqualTo(PARTITION + 1);
    assertThat(retention(days(40), position -> position).drop()).hasSize(2);

    assertThat(log.firstPosition()).isEqualTo(3 * PARTITION + 1);
    assertThat(positionsAfter(0)).hasSize((int) (last - 3 * PARTITION)).contains(last);
    // Both writers knew the partitions that are gone; what was in them is a new event now.
    assertThat(log.append(List.of(first))).containsExactly(last + 1);
    assertThat(other.append(List.of(first))).containsExactly(last + 1);
    assertThat(firstPosition).isEqualTo(1);
  }

  private static Retention retention(Duration maxAge, CheckpointKeeper... keepers) {
    return new Retention(
        DATABASE,
        new Settings(Optional.of(maxAge), OptionalLong.empty()),
        List.of(keepers),
        Clock.fixed(ARRIVAL.plus(Duration.ofDays(100)), ZoneOffset.UTC));
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static List<Long> positionsAfter(long position) throws SQLException {
    try (Connection connection = DATABASE.getConnection()) {
      return log().after(connection, position, 10_000).stream().map(LoggedEvent::position).toList();
    }
  }

  private static EventLog log() {
    return new EventLog(DATABASE, new TestLogSettings(PARTITION), new RecentEvents());
  }

  private static List<NewEvent> events(int count) {
    return Stream.generate(RetentionTest::event).limit(count).toList();
  }

  private static NewEvent event() {
    String run = UUID.randomUUID().toString();
    String json = Events.run("START", "2026-01-01T00:00:00Z", run, "retention", "", "");
    return new NewEvent(
        EventDocument.of(EventDocument.parse(json.getBytes(StandardCharsets.UTF_8))),
        ARRIVAL,
        "test",
        null);
  }
}
