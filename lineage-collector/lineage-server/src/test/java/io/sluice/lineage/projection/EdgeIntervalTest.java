package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lineage.run.DatasetRole.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeIntervalTest {

  private static final UUID JOB = new UUID(1, 1);

  @Test
  void anEdgeStaysOpenWithoutACloser() {
    assertThat(EdgeInterval.of(List.of(span(1, 1), span(9, 9)), closers()))
        .containsExactly(new EdgeInterval(at(1), null, null));
  }

  @Test
  void aCloserEndsItAndASightingAfterwardsOpensItAgain() {
    assertThat(EdgeInterval.of(List.of(span(1, 2), span(9, 9)), closers(5)))
        .containsExactly(
            new EdgeInterval(at(1), at(5), CloseReason.DROP), new EdgeInterval(at(9), null, null));
  }

  @Test
  void aRunThatGoesOnBeyondACloserKeepsItOpen() {
    assertThat(EdgeInterval.of(List.of(span(1, 8)), closers(5)))
        .containsExactly(new EdgeInterval(at(1), null, null));
  }

  @Test
  void aSightingAtTheInstantOfACloserIsClosed() {
    assertThat(EdgeInterval.of(List.of(span(5, 5)), closers(5)))
        .containsExactly(new EdgeInterval(at(5), at(5), CloseReason.DROP));
  }

  @Property(tries = 500)
  void theOrderOfEventsDoesNotChangeWhatIsBelievedInTheEnd(
      @ForAll("events") List<Event> events, @ForAll Random random) {
    List<Event> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, random.nextInt(events.size() + 1)));
    Collections.shuffle(shuffled, random);

    assertThat(believed(shuffled)).isEqualTo(believed(events));
  }

  /**
   * What an event says: a run uses a dataset, the job is declared anew, or a dataset is dropped.
   */
  record Event(int kind, int second, int dataset, int salt) {
    EdgeBook.Observation observation(long position) {
      EdgeKey edge = key(dataset);
      return switch (kind) {
        case 0, 1 -> seen(position, new UUID(7, salt % 3), Set.of(edge), null, List.of(), Map.of());
        case 2 ->
            seen(
                position,
                null,
                Set.of(edge),
                new Declaration(
                    JOB,
                    at(second),
                    "digest" + salt + dataset,
                    Set.of(edge),
                    CloseReason.JOB_EVENT),
                List.of(),
                Map.of());
        case 3 ->
            seen(
                position,
                new UUID(7, salt % 3),
                Set.of(edge),
                null,
                List.of(
                    new EdgeStatement(
                        JOB,
                        salt % 2 == 0 ? CloseReason.SNAPSHOT : CloseReason.LINEAGE_FACET,
                        new UUID(9, dataset),
                        TimeSpan.at(at(second)),
                        Set.of(edge))),
                Map.of());
        default ->
            seen(
                position,
                null,
                Set.of(),
                null,
                List.of(),
                Map.of(edge.dataset(), salt % 2 == 0 ? CloseReason.DROP : CloseReason.RENAME));
      };
    }

    private EdgeBook.Observation seen(
        long position,
        @Nullable UUID run,
        Set<EdgeKey> seen,
        @Nullable Declaration declaration,
        List<EdgeStatement> statements,
        Map<UUID, CloseReason> ended) {
      return new EdgeBook.Observation(
          position, at(second), run, seen, declaration, statements, ended);
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, 99))
        .as(Event::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  private static Set<String> believed(List<Event> events) {
    EdgeBook book = new EdgeBook();
    long position = 1;
    for (Event event : events) {
      book.apply(event.observation(position++));
    }
    Set<String> believed = new HashSet<>();
    for (EdgeBook.Row row : book.added()) {
      if (row.knownTo == null) {
        believed.add(row.key + " " + row.interval);
      }
    }
    return believed;
  }

  private static EdgeKey key(int dataset) {
    return new EdgeKey(JOB, new UUID(2, dataset), Role.OUTPUT);
  }

  private static NavigableMap<Instant, CloseReason> closers(int... seconds) {
    NavigableMap<Instant, CloseReason> closers = new TreeMap<>();
    for (int second : seconds) {
      closers.put(at(second), CloseReason.DROP);
    }
    return closers;
  }

  private static TimeSpan span(int first, int last) {
    return new TimeSpan(at(first), at(last));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_750_000_000L + second);
  }
}
