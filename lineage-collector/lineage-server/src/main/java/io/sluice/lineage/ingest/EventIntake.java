package io.sluice.lineage.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.deadletter.DeadLetter;
import io.sluice.lineage.deadletter.DeadLetterStore;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.NotAnEventException;
import io.sluice.lineage.log.GroupCommit;
import io.sluice.lineage.log.NewEvent;
import io.sluice.problem.ProblemException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes events in: all or nothing for one, each on its own in a batch. */
@Singleton
public class EventIntake {

  private static final Logger LOG = Logger.getLogger(EventIntake.class);

  private final GroupCommit commit;
  private final DeadLetterStore deadLetters;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final IngestSettings settings;
  private final Inflater inflater;

  EventIntake(
      GroupCommit commit,
      DeadLetterStore deadLetters,
      Clock clock,
      MeterRegistry metrics,
      IngestSettings settings) {
    this.commit = commit;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.metrics = metrics;
    this.settings = settings;
    this.inflater = new Inflater(settings.maxInflatedBytes());
    metrics.gauge("sluice.lineage.ingest.queue", commit, GroupCommit::queueDepth);
  }

  /** Takes one event in; the position follows once it is committed. */
  public CompletionStage<Long> receive(
      byte[] body, @Nullable String encoding, Sender sender, ParseBudget.Share share) {
    byte[] json = inflater.inflate(body, encoding, share);
    share.growForTreeOf(json);
    return receive(parse(json, sender), sender);
  }

  /** Takes in an event that this server makes of what its sender asked for by other means. */
  public CompletionStage<Long> receive(JsonNode tree, Sender sender) {
    EventDocument document;
    try {
      document = EventDocument.of(tree);
    } catch (NotAnEventException refused) {
      throw bury(refused, cleaned(tree), sender);
    }
    requireScope(document, sender);
    return store(List.of(newEvent(document, sender))).thenApply(positions -> positions.get(0));
  }

  /** Takes a list of events in, each on its own: a bad one does not take the others down. */
  public CompletionStage<BatchReport> receiveBatch(
      byte[] body, @Nullable String encoding, Sender sender, ParseBudget.Share share) {
    byte[] json = inflater.inflate(body, encoding, share);
    share.growForTreeOf(json);
    JsonNode batch = parse(json, sender);
    if (!batch.isArray() || batch.size() > settings.maxBatchEvents()) {
      String detail = "a batch is an array of at most " + settings.maxBatchEvents() + " events";
      throw bury(new NotAnEventException("NOT_AN_EVENT", "", detail), cleaned(batch), sender);
    }
    List<BatchReport.FailedEvent> failed = new ArrayList<>();
    List<NewEvent> events = new ArrayList<>();
    List<Runnable> burials = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      try {
        EventDocument document = EventDocument.of(batch.get(i));
        requireScope(document, sender);
        events.add(newEvent(document, sender));
      } catch (NotAnEventException refused) {
        byte[] letter = cleaned(batch.get(i));
        burials.add(() -> bury(refused, letter, sender));
        failed.add(new BatchReport.FailedEvent(i, String.valueOf(refused.getMessage()), false));
      } catch (ProblemException refused) {
        failed.add(new BatchReport.FailedEvent(i, refused.detail(), false));
      }
    }
    int received = batch.size();
    if (events.isEmpty()) {
      burials.forEach(Runnable::run);
      return CompletableFuture.completedFuture(
          BatchReport.of(received, failed, commit.committedPosition()));
    }
    // Buried only once the rest is committed: a batch that is sent again after a 503 must not find
    // its bad events among the dead letters already.
    return afterwards(
        store(events),
        burials.isEmpty(),
        positions -> {
          burials.forEach(Runnable::run);
          return BatchReport.of(
              received, failed, positions.stream().mapToLong(p -> p).max().orElse(0));
        });
  }

  /** What waits for the database must not hold up the thread that writes the log. */
  private static <A, B> CompletionStage<B> afterwards(
      CompletionStage<A> stage, boolean quick, Function<A, B> then) {
    return quick
        ? stage.thenApply(then)
        : stage.thenApplyAsync(then, Infrastructure.getDefaultWorkerPool());
  }

  private JsonNode parse(byte[] json, Sender sender) {
    try {
      return EventDocument.parse(json);
    } catch (NotAnEventException refused) {
      throw bury(refused, EventDocument.cleanText(json), sender);
    }
  }

  /** What is refused is kept without its secrets too, as far as it can be understood. */
  private static byte[] cleaned(JsonNode tree) {
    return EventDocument.clean(tree).toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Tries a dead letter once more, now by today's rules; whoever replays must be allowed to. A
   * letter that was accepted once stays where it is in the log.
   *
   * @param mended the event as it should have been sent, empty if as it was
   */
  public CompletionStage<Long> replay(DeadLetter letter, byte[] mended, Sender sender) {
    Long replayed = letter.replayPosition();
    if (replayed != null) {
      return CompletableFuture.completedFuture(replayed);
    }
    byte[] json =
        mended.length > 0 ? mended : String.valueOf(letter.body()).getBytes(StandardCharsets.UTF_8);
    EventDocument document;
    try {
      document = EventDocument.of(EventDocument.parse(json));
    } catch (NotAnEventException refused) {
      throw problem(refused);
    }
    requireScope(document, sender);
    return afterwards(
        store(List.of(newEvent(document, sender))),
        false,
        positions -> {
          markReplayed(letter.id(), positions.get(0));
          return positions.get(0);
        });
  }

  private void markReplayed(long id, long position) {
    try {
      deadLetters.replayed(id, clock.instant(), position);
    } catch (SQLException e) {
      // The event is in the log; replaying it again would find it there.
      LOG.warnf(e, "dead letter %d was replayed but could not be marked", id);
    }
  }

  private NewEvent newEvent(EventDocument document, Sender sender) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new NewEvent(document, now, sender.subject(), sender.traceId());
  }

  private CompletionStage<List<Long>> store(List<NewEvent> events) {
    Optional<CompletableFuture<List<Long>>> queued = commit.submit(events);
    if (queued.isEmpty()) {
      metrics.counter("sluice.lineage.ingest.overloaded").increment();
      throw new ProblemException(
              IngestProblem.OVERLOADED, "The queue of the log is full; send the event again.")
          .retryAfterSeconds(1);
    }
    return queued
        .get()
        .handle(
            (positions, failure) -> {
              if (failure != null) {
                throw new CompletionException(
                    new ProblemException(
                            IngestProblem.NOT_STORED, "The event was not stored; send it again.")
                        .retryAfterSeconds(1));
              }
              metrics.counter("sluice.lineage.ingest.events").increment(positions.size());
              return positions;
            });
  }

  static void requireScope(EventDocument document, Sender sender) {
    for (DatasetUse output : document.event().outputs()) {
      DatasetId dataset = output.id();
      if (!sender.mayTouch().test(dataset)) {
        throw new ProblemException(
            IngestProblem.DATASET_OUT_OF_SCOPE,
            "The token's scope does not cover the output " + dataset + ".",
            Map.of("dataset", Map.of("namespace", dataset.namespace(), "name", dataset.name())));
      }
    }
  }

  private ProblemException bury(NotAnEventException refused, byte[] body, Sender sender) {
    metrics.counter("sluice.lineage.ingest.dead", "code", refused.code()).increment();
    DeadLetter letter =
        new DeadLetter(
            0,
            clock.instant(),
            sender.subject(),
            sender.traceId(),
            refused.code(),
            refused.pointer(),
            String.valueOf(refused.getMessage()),
            null,
            null,
            null);
    try {
      deadLetters.add(letter, body);
    } catch (SQLException e) {
      // The sender is told in any case; a full disk must not turn its mistake into ours.
      LOG.warn("a dead letter could not be kept", e);
    }
    return problem(refused);
  }

  private static ProblemException problem(NotAnEventException refused) {
    return new ProblemException(
        IngestProblem.NOT_AN_EVENT,
        String.valueOf(refused.getMessage()),
        Map.of("code", refused.code(), "pointer", refused.pointer()));
  }
}
