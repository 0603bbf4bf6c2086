package io.sluice.lineage.kafka;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells how Kafka is; the server is ready without it, as HTTP and all reads go on. */
@Readiness
@Singleton
class KafkaCheck implements HealthCheck {

  private final KafkaIngest ingest;

  KafkaCheck(KafkaIngest ingest) {
    this.ingest = ingest;
  }

  @Override
  public HealthCheckResponse call() {
    KafkaStatus status = ingest.status();
    return HealthCheckResponse.named("kafka ingest")
        .withData("enabled", status.enabled())
        .withData("connected", status.connected())
        .withData("lag", status.lag())
        .up()
        .build();
  }
}
