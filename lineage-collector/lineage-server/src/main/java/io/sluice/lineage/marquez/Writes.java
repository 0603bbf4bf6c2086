package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.ingest.EventIntake;
import io.sluice.lineage.ingest.IngestProblem;
import io.sluice.lineage.ingest.Sender;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the routes that write share: who may, and how an event comes into the log. */
@Singleton
class Writes {

  private static final long PATIENCE_SECONDS = 30;

  private final EventIntake intake;
  private final CurrentCaller caller;
  private final Lookup lookup;
  private final Clock clock;

  Writes(EventIntake intake, CurrentCaller caller, Lookup lookup, Clock clock) {
    this.intake = intake;
    this.caller = caller;
    this.lookup = lookup;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Who asks, for the record. */
  String subject() {
    return caller.get().subject();
  }

  /** Takes the event in as if it had been posted, and waits until reads show it. */
  void emit(ObjectNode event) {
    Caller known = caller.get();
    SpanContext span = Span.current().getSpanContext();
    Sender sender =
        new Sender(known.subject(), known::mayTouch, span.isValid() ? span.getTraceId() : null);
    lookup.await(committed(intake.receive(event, sender)));
  }

  private static long committed(CompletionStage<Long> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException("the event could not be stored", e.getCause());
    } catch (TimeoutException e) {
      throw new ProblemException(IngestProblem.NOT_STORED, "The log does not answer; try again.")
          .retryAfterSeconds(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(CommonProblem.UNAVAILABLE, "The server is stopping.");
    }
  }

  /** Some decisions are for those who answer for everything. */
  void requireSteward() {
    Caller known = caller.get();
    if (!known.ownsEverything()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "This takes a steward or an administrator.");
    }
  }

  /** A token that is confined to datasets changes only these. */
  void requireScope(DatasetId dataset) {
    if (!caller.get().mayTouch(dataset)) {
      throw new ProblemException(
          IngestProblem.DATASET_OUT_OF_SCOPE,
          "The token's scope does not cover " + dataset + ".",
          Map.of("dataset", Map.of("namespace", dataset.namespace(), "name", dataset.name())));
    }
  }

  /** What belongs to no dataset is not for a token that is confined to some. */
  void requireNoScope() {
    if (caller.get().datasets().isPresent()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "The token is confined to datasets; this is about more.");
    }
  }

  /** Whether the caller answers for everything. */
  boolean steward() {
    return caller.get().ownsEverything();
  }
}
