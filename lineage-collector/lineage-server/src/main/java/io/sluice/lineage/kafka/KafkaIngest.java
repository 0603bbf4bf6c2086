package io.sluice.lineage.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.access.DatasetScope;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.ingest.Sender;
import io.sluice.lineage.ingest.StreamIntake;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Starts and ends the reading of the topic with the server. */
@Singleton
public class KafkaIngest {

  /** Before the log's own writer, so that what is under way can still become durable. */
  private static final int STOP_FIRST = 1;

  private final KafkaSettings settings;
  private final StreamIntake intake;
  private final Clock clock;
  private final MeterRegistry metrics;
  private volatile @Nullable ConsumerLoop loop;

  KafkaIngest(KafkaSettings settings, StreamIntake intake, Clock clock, MeterRegistry metrics) {
    this.settings = settings;
    this.intake = intake;
    this.clock = clock;
    this.metrics = metrics;
    metrics.gauge("sluice.lineage.kafka.lag", this, ingest -> ingest.status().lag());
  }

  void start(@Observes StartupEvent event) {
    start(settings);
  }

  /** Starts reading if a broker is configured. */
  void start(KafkaSettings source) {
    source
        .bootstrapServers()
        .filter(servers -> !servers.isBlank())
        .ifPresent(
            servers -> {
              ConsumerLoop opened = open(servers, source);
              loop = opened;
              opened.start();
            });
  }

  /** A reader that does not run yet. */
  ConsumerLoop open(String servers, KafkaSettings source) {
    return new ConsumerLoop(
        source.topic(),
        source.groupId(),
        () -> new KafkaConsumer<>(ClientProperties.of(servers, source)),
        intake,
        new Sender(source.subject(), scope(source), null),
        clock,
        metrics);
  }

  void stop(@Observes @Priority(STOP_FIRST) ShutdownEvent event) {
    stop();
  }

  /** Stops reading; what is under way is finished if that takes no longer than a few seconds. */
  void stop() {
    ConsumerLoop running = loop;
    loop = null;
    if (running != null) {
      running.close();
    }
  }

  /** How the reading stands. */
  KafkaStatus status() {
    ConsumerLoop running = loop;
    return running == null ? KafkaStatus.OFF : running.status();
  }

  private static Predicate<DatasetId> scope(KafkaSettings source) {
    List<DatasetScope> scopes =
        source.datasets().stream()
            .map(scope -> new DatasetScope(scope.namespace(), scope.name()))
            .toList();
    return scopes.isEmpty()
        ? dataset -> true
        : dataset -> scopes.stream().anyMatch(scope -> scope.covers(dataset));
  }
}
