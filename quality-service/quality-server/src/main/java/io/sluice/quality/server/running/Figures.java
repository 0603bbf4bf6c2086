package io.sluice.quality.server.running;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.sluice.quality.server.database.StoreException;
import io.sluice.quality.server.evaluation.EvaluationStore;
import io.sluice.quality.server.halt.HaltStore;
import io.sluice.quality.server.outbox.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** Shows operators what waits: evaluations, events and their age, and open halts. */
@ApplicationScoped
public class Figures {

  private final MeterRegistry registry;
  private final OutboxStore outbox;
  private final EvaluationStore evaluations;
  private final HaltStore halts;
  private final Clock clock;

  /** Reads the given stores whenever metrics are asked for. */
  @Inject
  public Figures(
      MeterRegistry registry,
      OutboxStore outbox,
      EvaluationStore evaluations,
      HaltStore halts,
      Clock clock) {
    this.registry = registry;
    this.outbox = outbox;
    this.evaluations = evaluations;
    this.halts = halts;
    this.clock = clock;
  }

  void register(@Observes StartupEvent event) {
    gauge("sluice.outbox.depth", "Events that lineage does not have yet", this::depth);
    gauge("sluice.outbox.age.seconds", "Age of the oldest of them", this::age);
    gauge("sluice.evaluations.unfinished", "Evaluations that wait or run", evaluations::unfinished);
    gauge("sluice.halts.open", "Halts that have not ended", () -> halts.open().size());
  }

  private double depth() {
    return outbox.backlog().depth();
  }

  private double age() {
    Instant oldest = outbox.backlog().oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }

  private void gauge(String name, String what, DoubleSupplier figure) {
    Gauge.builder(name, () -> orNaN(figure)).description(what).register(registry);
  }

  /** Metrics must be readable while the database is not. */
  private static double orNaN(DoubleSupplier figure) {
    try {
      return figure.getAsDouble();
    } catch (StoreException e) {
      return Double.NaN;
    }
  }
}
