package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventLogTest extends LineageServerTest {

  @Inject EventLog log;
  @Inject DataSource database;

  @Test
  void readsFewLargeEventsAtATimeAndMissesNone() throws SQLException {
    long first = emit(3 << 20);
    long second = emit(3 << 20);
    long third = emit(7 << 20);

    assertThat(positionsAfter(first - 1)).containsExactly(first, second);
    assertThat(positionsAfter(second)).containsExactly(third);
    assertThat(positionsAfter(third)).isEmpty();
  }

  @Test
  void readsManySmallEventsAtATime() throws SQLException {
    long first = emit(10);
    for (int i = 0; i < 20; i++) {
      emit(10);
    }

    assertThat(positionsAfter(first - 1)).hasSize(21).isSorted();
  }

  private List<Long> positionsAfter(long position) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return log.after(connection, position, 500).stream().map(LoggedEvent::position).toList();
    }
  }

  private static long emit(int filler) {
    String facets = "{\"filler\":{\"text\":\"" + "x".repeat(filler) + "\"}}";
    String run = UUID.randomUUID().toString();
    return Api.emit(Events.run("START", "2026-01-01T00:00:00Z", run, "log", "", "", facets))
        .position();
  }
}
