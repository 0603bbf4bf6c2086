package io.sluice.quality.server.outbox;

import io.opentelemetry.api.trace.SpanKind;
import io.sluice.quality.server.lineage.LineageClient;
import io.sluice.quality.server.lineage.LineageUnavailableException;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.telemetry.Traces;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Delivers due events one after the other; any number of senders may work on one outbox. */
public final class OutboxSender {

  private static final Logger LOG = Logger.getLogger(OutboxSender.class);

  private final OutboxStore outbox;
  private final LineageClient lineage;
  private final Traces traces;
  private final Pauses pauses;
  private final Duration lease;

  /** A sender that delivers to the given lineage. */
  public OutboxSender(
      OutboxStore outbox,
      LineageClient lineage,
      Traces traces,
      Pauses pauses,
      GateSettings settings) {
    this.outbox = outbox;
    this.lineage = lineage;
    this.traces = traces;
    this.pauses = pauses;
    // Longer than one call can take, so that nobody else sends the same event meanwhile.
    this.lease = settings.callTimeout().multipliedBy(3);
  }

  /** Tries to deliver everything that is due now. */
  public void sendDue() {
    Optional<OutboxStore.Due> due = outbox.take(lease);
    while (due.isPresent() && !Thread.currentThread().isInterrupted()) {
      send(due.get());
      due = outbox.take(lease);
    }
  }

  private void send(OutboxStore.Due due) {
    try {
      traces.within(
          "emit lineage event",
          SpanKind.CLIENT,
          due.traceparent(),
          span -> {
            lineage.emit(due.event());
            return due.id();
          });
      outbox.delivered(due.id());
    } catch (LineageUnavailableException e) {
      Duration pause = pauses.after(due.attempts());
      LOG.warnf(
          "event %d was not delivered (try %d), next try in %s: %s",
          due.id(), due.attempts(), pause, e.getMessage());
      outbox.failed(due.id(), String.valueOf(e.getMessage()), pause);
    }
  }
}
