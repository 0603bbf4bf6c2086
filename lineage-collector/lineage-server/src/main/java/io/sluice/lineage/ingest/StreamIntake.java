package io.sluice.lineage.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.lineage.deadletter.DeadLetter;
import io.sluice.lineage.deadletter.DeadLetterStore;
import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.NotAnEventException;
import io.sluice.lineage.log.GroupCommit;
import io.sluice.lineage.log.NewEvent;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what a stream delivers, where no sender waits who could be told to come again: a message
 * is either in the log or among the dead letters when it returns, however long that takes. To take
 * the same message again changes nothing.
 */
@Singleton
public class StreamIntake {

  private static final Logger LOG = Logger.getLogger(StreamIntake.class);
  private static final int KEPT_OF_TOO_LARGE = 64 << 10;
  private static final int DIGEST_LENGTH = 16;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final GroupCommit commit;
  private final DeadLetterStore deadLetters;
  private final ParseBudget budget;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final IngestSettings settings;

  StreamIntake(
      GroupCommit commit,
      DeadLetterStore deadLetters,
      ParseBudget budget,
      Clock clock,
      MeterRegistry metrics,
      IngestSettings settings) {
    this.commit = commit;
    this.deadLetters = deadLetters;
    this.budget = budget;
    this.clock = clock;
    this.metrics = metrics;
    this.settings = settings;
  }

  /**
   * What became of some messages.
   *
   * @param events how many events are in the log, those that were there before among them
   * @param dead how many dead letters are kept
   */
  public record Outcome(int events, int dead) {}

  /** Something that is to become durable. */
  private sealed interface Item {
    /** An event for the log. */
    record Event(String origin, NewEvent event) implements Item {}

    /** A dead letter. */
    @SuppressWarnings("ArrayRecordComponent") // goes to the database and is never compared
    record Dead(String origin, DeadLetter letter, byte[] body) implements Item {}
  }

  /**
   * Makes every message durable; returns once it is done.
   *
   * @param abandoned asked while something has to be waited for; true ends the attempt
   * @throws CancellationException if it was abandoned; some messages may be durable then
   */
  public Outcome take(List<StreamMessage> messages, Sender sender, BooleanSupplier abandoned)
      throws InterruptedException {
    Patience patience = new Patience(abandoned);
    List<Item> open = new ArrayList<>();
    for (StreamMessage message : messages) {
      while (!read(message, sender, open)) {
        patience.pause();
      }
    }
    int dead = 0;
    int all = open.size();
    while (!open.isEmpty()) {
      List<Item> left = new ArrayList<>();
      dead += attempt(open, sender, left);
      if (!left.isEmpty()) {
        patience.pause();
      }
      open = left;
    }
    return new Outcome(all - dead, dead);
  }

  /** Reads one message; false if there is no room for its tree at the moment. */
  private boolean read(StreamMessage message, Sender sender, List<Item> items) {
    byte[] json = message.value();
    String origin = message.origin() + "#" + digest(json);
    if (json.length > settings.maxInflatedBytes()) {
      items.add(
          dead(
              origin,
              new NotAnEventException(
                  "TOO_LARGE",
                  "",
                  "the message has more than "
                      + settings.maxInflatedBytes()
                      + " bytes; only its start is kept"),
              EventDocument.cleanText(Arrays.copyOf(json, KEPT_OF_TOO_LARGE)),
              sender));
      return true;
    }
    try (ParseBudget.Share share = budget.open()) {
      share.growForTreeOf(json);
      JsonNode tree = EventDocument.parse(json);
      if (!tree.isArray()) {
        items.add(item(origin, tree, sender));
      } else if (tree.size() > settings.maxBatchEvents()) {
        String detail = "a batch is an array of at most " + settings.maxBatchEvents() + " events";
        items.add(
            dead(origin, new NotAnEventException("NOT_AN_EVENT", "", detail), text(tree), sender));
      } else {
        for (int i = 0; i < tree.size(); i++) {
          items.add(item(origin + "/" + i, tree.get(i), sender));
        }
      }
    } catch (NotAnEventException refused) {
      items.add(dead(origin, refused, EventDocument.cleanText(json), sender));
    } catch (ProblemException overloaded) {
      return false;
    } catch (RuntimeException e) {
      // Nobody sends it in another way if it is refused: it must not hold up what comes after it.
      LOG.warn("a message of a stream cannot be read", e);
      items.add(
          dead(
              origin,
              new NotAnEventException("UNPARSEABLE", "", "the message cannot be read"),
              EventDocument.cleanText(json),
              sender));
    }
    return true;
  }

  private Item item(String origin, JsonNode tree, Sender sender) {
    EventDocument document;
    try {
      document = EventDocument.of(tree);
    } catch (NotAnEventException refused) {
      return dead(origin, refused, text(tree), sender);
    }
    try {
      EventIntake.requireScope(document, sender);
    } catch (ProblemException refused) {
      return dead(
          origin,
          new NotAnEventException("DATASET_OUT_OF_SCOPE", "/outputs", refused.detail()),
          document.canonical(),
          sender);
    }
    return new Item.Event(
        origin,
        new NewEvent(
            document,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            sender.subject(),
            sender.traceId()));
  }

  private Item.Dead dead(String origin, NotAnEventException refused, byte[] body, Sender sender) {
    DeadLetter letter =
        new DeadLetter(
            0,
            clock.instant(),
            sender.subject(),
            sender.traceId(),
            refused.code(),
            refused.pointer(),
            refused.getMessage() + "; from " + origin.substring(0, origin.indexOf('#')),
            null,
            null,
            null);
    return new Item.Dead(origin, letter, body);
  }

  /** Tries each once; adds what is to be tried again and returns how many letters were kept. */
  private int attempt(List<Item> open, Sender sender, List<Item> left) throws InterruptedException {
    List<Item.Event> sent = new ArrayList<>();
    List<CompletableFuture<List<Long>>> answers = new ArrayList<>();
    int dead = 0;
    for (Item item : open) {
      if (item instanceof Item.Event event) {
        // Each on its own: what the database refuses for its content takes no other down.
        Optional<CompletableFuture<List<Long>>> queued = commit.submit(List.of(event.event()));
        if (queued.isPresent()) {
          sent.add(event);
          answers.add(queued.get());
        } else {
          left.add(event);
        }
      } else if (item instanceof Item.Dead letter && bury(letter)) {
        dead++;
      } else {
        left.add(item);
      }
    }
    for (int i = 0; i < sent.size(); i++) {
      try {
        answers.get(i).get();
        metrics.counter("sluice.lineage.ingest.events").increment();
      } catch (ExecutionException failure) {
        left.add(again(sent.get(i), failure.getCause(), sender));
      }
    }
    return dead;
  }

  private Item again(Item.Event event, @Nullable Throwable cause, Sender sender) {
    boolean forEver =
        cause instanceof ArithmeticException
            || cause instanceof IllegalArgumentException
            || (cause instanceof SQLException sql && GroupCommit.refusesContent(sql));
    if (!forEver) {
      return event;
    }
    LOG.warn("an event of a stream cannot be stored", cause);
    return dead(
        event.origin(),
        new NotAnEventException("NOT_STORABLE", "", "the log cannot hold the event"),
        event.event().body().text(),
        sender);
  }

  private boolean bury(Item.Dead dead) {
    try {
      if (deadLetters.addOnce(dead.origin(), dead.letter(), dead.body())) {
        metrics.counter("sluice.lineage.ingest.dead", "code", dead.letter().code()).increment();
      }
      return true;
    } catch (SQLException e) {
      LOG.warn("a dead letter could not be kept yet", e);
      return false;
    }
  }

  private static byte[] text(JsonNode tree) {
    return EventDocument.clean(tree).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A topic that is made anew counts from zero again; the same place is not the same message. */
  private static String digest(byte[] value) {
    return EventDocument.sha256(value).substring(0, DIGEST_LENGTH);
  }

  /** Waits longer each time. */
  private static final class Patience {

    private final BooleanSupplier abandoned;
    private long millis = FIRST_PAUSE_MILLIS;

    Patience(BooleanSupplier abandoned) {
      this.abandoned = abandoned;
    }

    void pause() throws InterruptedException {
      if (abandoned.getAsBoolean()) {
        throw new CancellationException("the messages are left to be taken again");
      }
      Thread.sleep(millis);
      millis = Math.min(millis * 2, LONGEST_PAUSE_MILLIS);
    }
  }
}
