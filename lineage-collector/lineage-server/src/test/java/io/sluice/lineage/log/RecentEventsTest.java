package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.testing.Events;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  private final RecentEvents recent = new RecentEvents();

  @Test
  void givesWhatFollowsAPositionWithoutGapsAndAgain() {
    recent.after(0, 10);
    recent.add(1, events(3, 0));
    recent.add(4, events(2, 0));

    assertThat(positions(0, 10)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(positions(0, 2)).containsExactly(1L, 2L);
    assertThat(positions(3, 10)).containsExactly(4L, 5L);
    assertThat(positions(5, 10)).isEmpty();
  }

  @Test
  void givesNothingToWhoAsksBeforeItsStretch() {
    recent.after(0, 10);
    recent.add(5, events(3, 0));

    assertThat(positions(2, 10)).isEmpty();
    assertThat(positions(4, 10)).hasSize(3);
  }

  @Test
  void startsAnewAfterWhatOthersWrote() {
    recent.after(0, 10);
    recent.add(1, events(3, 0));
    recent.add(9, events(1, 0));

    assertThat(positions(0, 10)).isEmpty();
    assertThat(positions(8, 10)).containsExactly(9L);
  }

  @Test
  void holdsNothingForWhoFallsBehindUntilItHasCaughtUp() {
    recent.after(0, 10);
    recent.add(1, events(4, 1 << 20));
    recent.add(5, events(300, 0));
    assertThat(positions(0, 10)).isEmpty();
    assertThat(positions(4, 10)).isEmpty();

    recent.after(304, 10);
    recent.add(305, events(1, 0));

    assertThat(positions(304, 10)).containsExactly(305L);
  }

  @Test
  void holdsNoEventThatCameWithoutItsTree() {
    recent.after(0, 10);
    recent.add(1, events(2, 0).stream().map(NewEvent::withoutTree).toList());

    assertThat(positions(0, 10)).isEmpty();
  }

  private List<Long> positions(long after, int limit) {
    return recent.after(after, limit).stream().map(LoggedEvent::position).toList();
  }

  private static List<NewEvent> events(int count, int filler) {
    return Stream.generate(() -> event(filler)).limit(count).toList();
  }

  private static NewEvent event(int filler) {
    String json =
        Events.run(
            "START",
            "2026-01-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "recent",
            "",
            "",
            "{\"filler\":{\"text\":\"" + "x".repeat(filler) + "\"}}");
    return new NewEvent(
        EventDocument.of(EventDocument.parse(json.getBytes(StandardCharsets.UTF_8))),
        Instant.EPOCH,
        "test",
        null);
  }
}
