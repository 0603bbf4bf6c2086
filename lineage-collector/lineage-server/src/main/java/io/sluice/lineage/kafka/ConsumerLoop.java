package io.sluice.lineage.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.lineage.ingest.Sender;
import io.sluice.lineage.ingest.StreamIntake;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a consumer reading until it is closed: what the client cannot get over by itself (wrong
 * credentials, a broken configuration) is reported and tried again after a while.
 */
final class ConsumerLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Progress progress;
  private final StreamIntake intake;
  private final Sender sender;
  private final ExecutorService storing =
      Executors.newSingleThreadExecutor(task -> daemon(task, "lineage-kafka-store"));
  private final Thread reader = daemon(this::run, "lineage-kafka-read");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile @Nullable Consumer<byte[], byte[]> current;

  ConsumerLoop(
      String topic,
      String groupId,
      Supplier<Consumer<byte[], byte[]>> consumers,
      StreamIntake intake,
      Sender sender,
      Clock clock,
      MeterRegistry metrics) {
    this.topic = topic;
    this.consumers = consumers;
    this.intake = intake;
    this.sender = sender;
    this.progress = new Progress(topic, groupId, clock, metrics);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    reader.start();
  }

  KafkaStatus status() {
    return progress.status();
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!stopping) {
      long records = progress.status().records();
      try {
        follow();
      } catch (WakeupException e) {
        LOG.debug("woken up", e);
      } catch (RuntimeException e) {
        pause = progress.status().records() > records ? FIRST_PAUSE_MILLIS : pause;
        LOG.errorf(e, "reading %s from Kafka failed; it is tried again", topic);
        progress.failed(e);
        sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private void follow() {
    Consumer<byte[], byte[]> consumer = consumers.get();
    current = consumer;
    try {
      TopicReader reading =
          new TopicReader(consumer, storing, intake, sender, progress, () -> stopping);
      consumer.subscribe(List.of(topic), reading);
      try {
        while (!stopping) {
          reading.readOnce();
        }
      } finally {
        // Also after a wake-up, which may have come in the middle of a commit.
        commitLast(reading);
      }
    } finally {
      current = null;
      progress.closed();
      consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }
  }

  private static void commitLast(TopicReader reading) {
    try {
      reading.commitDurable();
    } catch (KafkaException e) {
      LOG.info("the last offsets were not committed; their messages will be read again", e);
    }
  }

  private void sleep(long millis) {
    try {
      if (ended.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("ends before another attempt");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the reading; messages that are being stored may become durable for a few seconds more. */
  @Override
  public void close() {
    stopping = true;
    ended.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      reader.join(2 * CLOSE_LIMIT.toMillis());
      storing.shutdownNow();
      if (!storing.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.warn("messages from Kafka were still being stored; they will be read again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
