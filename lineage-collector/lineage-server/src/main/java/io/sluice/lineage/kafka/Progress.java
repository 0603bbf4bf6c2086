package io.sluice.lineage.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.lineage.ingest.StreamIntake.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a reader is; written by its thread and read by others. */
final class Progress {

  private static final int MAX_ERROR = 500;

  private final Clock clock;
  private final Counter recordCount;
  private final Counter deadCount;
  private volatile KafkaStatus status;

  Progress(String topic, String groupId, Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.recordCount = metrics.counter("sluice.lineage.kafka.records");
    this.deadCount = metrics.counter("sluice.lineage.kafka.dead");
    this.status = new KafkaStatus(true, false, topic, groupId, List.of(), 0, 0, 0, 0, null, null);
  }

  KafkaStatus status() {
    return status;
  }

  /** Notes what became of some messages. */
  void stored(int records, Outcome outcome) {
    recordCount.increment(records);
    deadCount.increment(outcome.dead());
    KafkaStatus old = status;
    status =
        new KafkaStatus(
            true,
            old.connected(),
            old.topic(),
            old.groupId(),
            old.partitions(),
            old.lag(),
            old.records() + records,
            old.events() + outcome.events(),
            old.dead() + outcome.dead(),
            clock.instant(),
            null);
  }

  /** Notes what the consumer reads. */
  void reading(boolean connected, List<KafkaStatus.Partition> partitions) {
    long lag = partitions.stream().mapToLong(p -> p.lag() == null ? 0 : p.lag()).sum();
    // Whoever has partitions has got over what hindered it before.
    seen(connected, partitions, lag, partitions.isEmpty() ? status.lastError() : null);
  }

  /** Notes that something hinders the reading. */
  void failed(Exception e) {
    String message = e.getClass().getSimpleName() + ": " + e.getMessage();
    seen(false, List.of(), 0, message.substring(0, Math.min(message.length(), MAX_ERROR)));
  }

  /** Notes that the consumer is gone. */
  void closed() {
    seen(false, List.of(), 0, status.lastError());
  }

  private void seen(
      boolean connected,
      List<KafkaStatus.Partition> partitions,
      long lag,
      @Nullable String lastError) {
    KafkaStatus old = status;
    Instant at = old.lastRecordAt();
    status =
        new KafkaStatus(
            true,
            connected,
            old.topic(),
            old.groupId(),
            partitions,
            lag,
            old.records(),
            old.events(),
            old.dead(),
            at,
            lastError);
  }
}
