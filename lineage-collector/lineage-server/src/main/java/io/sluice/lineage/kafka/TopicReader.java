package io.sluice.lineage.kafka;

import io.sluice.lineage.ingest.Sender;
import io.sluice.lineage.ingest.StreamIntake;
import io.sluice.lineage.ingest.StreamIntake.Outcome;
import io.sluice.lineage.ingest.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads poll by poll. A poll's messages are stored by another thread; while that takes long, all
 * partitions are paused and the consumer goes on polling, so that the group does not take it for
 * dead. Offsets are committed once the whole poll is durable. A partition that is taken away in
 * between is simply left: its next reader finds the messages again, and the log knows them.
 */
final class TopicReader implements ConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);
  private static final long SLOW_MILLIS = 1_000;
  private static final long LAST_CHANCE_MILLIS = 3_000;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<byte[], byte[]> consumer;
  private final ExecutorService storing;
  private final StreamIntake intake;
  private final Sender sender;
  private final Progress progress;
  private final BooleanSupplier stopping;

  /** What may be committed and is not yet. */
  private final Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();

  /** The first offset of each partition that is not durable. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private @Nullable UnderWay underWay;
  private long looked = System.nanoTime() - LOOK_NANOS;

  TopicReader(
      Consumer<byte[], byte[]> consumer,
      ExecutorService storing,
      StreamIntake intake,
      Sender sender,
      Progress progress,
      BooleanSupplier stopping) {
    this.consumer = consumer;
    this.storing = storing;
    this.intake = intake;
    this.sender = sender;
    this.progress = progress;
    this.stopping = stopping;
  }

  /** A poll that is being stored. */
  private record UnderWay(
      int records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Set<TopicPartition> lost,
      Future<Outcome> outcome) {}

  /** Polls once, makes what came durable and commits it. */
  void readOnce() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (!records.isEmpty()) {
      store(records);
    } else {
      // Without messages too an offset can move on, past the end of a transaction.
      note(records.nextOffsets());
    }
    commitDurable();
    look();
  }

  private void store(ConsumerRecords<byte[], byte[]> records) {
    List<StreamMessage> messages = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> each : records) {
      // A message without a value is a tombstone: it asks a compacted topic to forget a key.
      if (each.value() != null) {
        String origin = "kafka:" + each.topic() + "/" + each.partition() + "/" + each.offset();
        messages.add(new StreamMessage(origin, each.value()));
      }
    }
    UnderWay batch =
        new UnderWay(
            records.count(),
            records.nextOffsets(),
            new HashSet<>(),
            storing.submit(() -> intake.take(messages, sender, stopping)));
    underWay = batch;
    try {
      boolean paused = false;
      while (!finished(batch, SLOW_MILLIS) && !stopping.getAsBoolean()) {
        consumer.pause(consumer.assignment());
        paused = true;
        putBack(consumer.poll(Duration.ZERO));
        look();
      }
      if (paused) {
        consumer.resume(consumer.assignment());
      }
      if (finished(batch, LAST_CHANCE_MILLIS)) {
        settle(batch);
      }
    } finally {
      underWay = null;
    }
  }

  private static boolean finished(UnderWay batch, long millis) {
    try {
      batch.outcome().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Notes which offsets of a finished poll may be committed. */
  private void settle(UnderWay batch) {
    try {
      Outcome outcome = batch.outcome().get();
      progress.stored(batch.records(), outcome);
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(batch.offsets());
      offsets.keySet().removeAll(batch.lost());
      note(offsets);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof CancellationException)
          && !(e.getCause() instanceof InterruptedException)) {
        // Read again by a new consumer, from what is committed.
        throw new IllegalStateException("messages could not be stored", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(Map<TopicPartition, OffsetAndMetadata> offsets) {
    durable.putAll(offsets);
    offsets.forEach((partition, offset) -> next.put(partition, offset.offset()));
  }

  /** Should a paused consumer ever hand out messages, it hands them out again later. */
  private void putBack(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).get(0).offset());
    }
  }

  /** Commits what is durable; what cannot be committed now is tried again with the next poll. */
  void commitDurable() {
    durable.keySet().retainAll(consumer.assignment());
    if (durable.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(durable, COMMIT_LIMIT);
      durable.clear();
    } catch (CommitFailedException e) {
      // The group went on without this consumer; the next poll tells what it still has.
      LOG.info("offsets were not committed, as the group has changed");
      durable.clear();
    } catch (RebalanceInProgressException | org.apache.kafka.common.errors.TimeoutException e) {
      LOG.debug("offsets are committed later", e);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    UnderWay batch = underWay;
    if (batch != null && finished(batch, LAST_CHANCE_MILLIS)) {
      settleQuietly(batch);
    }
    try {
      commitDurable();
    } catch (KafkaException e) {
      LOG.debug("offsets of partitions that go are not committed", e);
    }
    forget(partitions);
  }

  /** The batch is settled again when the rebalance is over; what failed is told then. */
  private void settleQuietly(UnderWay batch) {
    if (!batch.outcome().isCancelled()) {
      try {
        batch.outcome().get();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(batch.offsets());
        offsets.keySet().removeAll(batch.lost());
        note(offsets);
      } catch (ExecutionException e) {
        LOG.debug("a poll that failed is not committed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(durable::remove);
    partitions.forEach(next::remove);
    UnderWay batch = underWay;
    if (batch != null) {
      batch.lost().addAll(partitions);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (underWay != null) {
      consumer.pause(partitions);
    }
  }

  /** Tells how things stand, about once a second. */
  private void look() {
    if (System.nanoTime() - looked < LOOK_NANOS) {
      return;
    }
    looked = System.nanoTime();
    List<KafkaStatus.Partition> partitions = new ArrayList<>();
    for (TopicPartition each : consumer.assignment()) {
      partitions.add(partition(each));
    }
    partitions.sort((a, b) -> Integer.compare(a.partition(), b.partition()));
    progress.reading(connections() > 0, partitions);
  }

  private KafkaStatus.Partition partition(TopicPartition each) {
    OptionalLong ahead = consumer.currentLag(each);
    if (ahead.isEmpty()) {
      return new KafkaStatus.Partition(each.partition(), next.getOrDefault(each, 0L), null);
    }
    // With a lag known, so is the position: nothing is asked of the broker.
    long position = consumer.position(each);
    long offset = next.getOrDefault(each, position);
    return new KafkaStatus.Partition(
        each.partition(), offset, ahead.getAsLong() + Math.max(0, position - offset));
  }

  private double connections() {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .map(Metric::metricValue)
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .sum();
  }
}
