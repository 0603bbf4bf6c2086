package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** Ten days old, five days old, three days old and unfinished. */
  private static final List<KeptPartition> PARTITIONS =
      List.of(partition(1, 10), partition(101, 5), partition(201, 3));

  @Test
  void keepsEverythingWithoutALimit() {
    assertThat(droppable(Optional.empty(), OptionalLong.empty(), 250)).isEmpty();
  }

  @Test
  void dropsWhatIsOlderButForTheLast() {
    assertThat(droppable(days(7), OptionalLong.empty(), 250)).containsExactly(1L);
    assertThat(droppable(days(4), OptionalLong.empty(), 250)).containsExactly(1L, 101L);
    assertThat(droppable(days(1), OptionalLong.empty(), 250)).containsExactly(1L, 101L);
    assertThat(droppable(days(11), OptionalLong.empty(), 250)).isEmpty();
  }

  @Test
  void dropsAPartitionOnlyOnceSoManyEventsAreNewerThanItsLast() {
    assertThat(droppable(Optional.empty(), OptionalLong.of(150), 250)).containsExactly(1L);
    assertThat(droppable(Optional.empty(), OptionalLong.of(151), 250)).isEmpty();
    assertThat(droppable(Optional.empty(), OptionalLong.of(0), 250)).containsExactly(1L, 101L);
  }

  @Test
  void leavesNoHole() {
    List<KeptPartition> clockWentBack = List.of(partition(1, 1), partition(101, 9));

    assertThat(RetentionPlan.droppable(clockWentBack, 300, NOW, days(5), OptionalLong.empty()))
        .isEmpty();
  }

  private static List<Long> droppable(
      Optional<Duration> maxAge, OptionalLong maxEvents, long last) {
    return RetentionPlan.droppable(PARTITIONS, last, NOW, maxAge, maxEvents).stream()
        .map(LogPartition::first)
        .toList();
  }

  private static Optional<Duration> days(int days) {
    return Optional.of(Duration.ofDays(days));
  }

  private static KeptPartition partition(long first, int daysAgo) {
    return new KeptPartition(
        new LogPartition(first, first + 100), NOW.minus(Duration.ofDays(daysAgo)));
  }
}
