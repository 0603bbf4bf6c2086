package io.sluice.lineage.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.EventHeader;
import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.event.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RunStateTest {

  private static final RunId RUN = RunId.of("0190a0a0-0000-7000-8000-000000000001");

  @Property(tries = 500)
  void shuffledAndDuplicatedEventsGiveTheSameState(
      @ForAll("events") List<RunEvent> events, @ForAll Random random) {
    List<RunEvent> disturbed = new ArrayList<>(events);
    disturbed.addAll(events.subList(0, random.nextInt(events.size() + 1)));
    Collections.shuffle(disturbed, random);

    assertThat(fold(disturbed)).isEqualTo(fold(events));
  }

  @Property(tries = 500)
  void anyGroupingOfEventsGivesTheSameState(
      @ForAll("events") List<RunEvent> events, @ForAll Random random) {
    int cut = 1 + random.nextInt(events.size());
    RunState left = fold(events.subList(0, cut));
    RunState right = cut == events.size() ? left : fold(events.subList(cut, events.size()));

    assertThat(left.merge(right)).isEqualTo(fold(events));
  }

  @Test
  void failureStaysThoughACompletionFollows() {
    RunState state =
        fold(
            List.of(
                event(EventType.START, 0), event(EventType.FAIL, 5), event(EventType.COMPLETE, 6)));

    assertThat(state.status()).isEqualTo(RunStatus.FAILED);
    assertThat(state.endedAt()).isEqualTo(at(5));
  }

  @Test
  void aLateStartOnlyFillsInWhenItBegan() {
    RunState state = fold(List.of(event(EventType.COMPLETE, 9), event(EventType.START, 1)));

    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.begunAt()).isEqualTo(at(1));
    assertThat(state.endedAt()).isEqualTo(at(9));
  }

  @Test
  void datasetsOfAllEventsAddUp() {
    RunState state =
        fold(
            List.of(
                event(EventType.START, 0, List.of(use("in", null)), List.of()),
                event(EventType.COMPLETE, 3, List.of(), List.of(use("out", 42L)))));

    assertThat(state.uses().keySet())
        .extracting(use -> use.role() + " " + use.dataset().name())
        .containsExactly("INPUT in", "OUTPUT out");
    assertThat(state.uses().values().iterator().next().firstSeen()).isEqualTo(at(0));
  }

  @Test
  void theNewestStatisticsHold() {
    RunState state =
        fold(
            List.of(
                event(EventType.COMPLETE, 3, List.of(), List.of(use("out", 42L))),
                event(EventType.RUNNING, 2, List.of(), List.of(use("out", 7L)))));

    RunUse use = state.uses().get(state.uses().firstKey());
    assertThat(use.statistics().value().rowCount()).isEqualTo(42);
  }

  @Test
  void aLoneCompletionThatSaysNothingOfWhatItWroteIsSuspicious() {
    RunState lone = fold(List.of(event(EventType.COMPLETE, 3, List.of(), List.of(use("o", null)))));
    RunState started = lone.merge(fold(List.of(event(EventType.START, 1))));

    assertThat(lone.suspicious()).isTrue();
    assertThat(started.suspicious()).isFalse();
  }

  @Property(tries = 300)
  void flagsFollowFromTheEventsHoweverTheyCame(
      @ForAll("events") List<RunEvent> events, @ForAll Random random) {
    List<RunEvent> disturbed = new ArrayList<>(events);
    Collections.shuffle(disturbed, random);

    assertThat(RunFlag.of(fold(disturbed), at(9))).isEqualTo(RunFlag.of(fold(events), at(9)));
  }

  @Test
  void flagsAreTheReasonsOfTheSuspicion() {
    RunState lone = fold(List.of(event(EventType.COMPLETE, 3, List.of(), List.of(use("o", null)))));

    assertThat(RunFlag.of(lone, at(9)))
        .containsExactly(RunFlag.COMPLETE_WITHOUT_START, RunFlag.NO_OUTPUT_STATISTICS);
  }

  @Test
  void aRunThatEndsBeforeItStartsIsFlagged() {
    RunState state = fold(List.of(event(EventType.START, 5), event(EventType.COMPLETE, 1)));

    assertThat(RunFlag.of(state, at(9))).containsExactly(RunFlag.END_BEFORE_START);
    assertThat(RunFlag.of(state, at(5).minusSeconds(7_200)))
        .containsExactly(RunFlag.END_BEFORE_START, RunFlag.FUTURE_TIME);
  }

  @Test
  void anErrorInACompletedRunMakesItSuspicious() {
    RunState state =
        fold(
            List.of(
                event(EventType.START, 0),
                randomEvent(Optional.of(EventType.COMPLETE), 3, 9, List.of(), List.of())));

    assertThat(RunFlag.of(state, at(9))).containsExactly(RunFlag.ERROR_THOUGH_COMPLETED);
    assertThat(state.suspicious()).isTrue();
  }

  @Test
  void testsAndGapsAndFailedAssertionsAreFlagged() {
    ObjectNode role = JsonNodeFactory.instance.objectNode();
    role.putObject("dataQualityAssertions")
        .putArray("assertions")
        .addObject()
        .put("assertion", "not_null")
        .put("column", "id")
        .put("success", false);
    DatasetUse checked =
        new DatasetUse(new DatasetId("n", "in"), JsonNodeFactory.instance.objectNode(), role);
    // 77 = 7 * 11: a failed test, and two tasks of which the lineage could not be read.
    RunState state =
        fold(
            List.of(
                event(EventType.START, 0),
                randomEvent(Optional.of(EventType.COMPLETE), 3, 77, List.of(checked), List.of())));

    assertThat(RunFlag.of(state, at(9)))
        .containsExactly(
            RunFlag.PARTIAL_EXTRACTION, RunFlag.FAILED_TESTS, RunFlag.FAILED_ASSERTIONS);
    assertThat(state.uses().get(state.uses().firstKey()).assertions().value().failures())
        .containsExactly("not_null id");
  }

  @Provide
  Arbitrary<List<RunEvent>> events() {
    Arbitrary<Optional<EventType>> types = Arbitraries.of(EventType.class).optional();
    Arbitrary<Integer> times = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> salts = Arbitraries.integers().between(0, 999);
    Arbitrary<List<DatasetUse>> uses =
        Combinators.combine(
                Arbitraries.of("a", "b", "c"), Arbitraries.longs().between(0, 9).injectNull(0.3))
            .as(RunStateTest::use)
            .list()
            .ofMaxSize(2);
    return Combinators.combine(types, times, salts, uses, uses)
        .as(RunStateTest::randomEvent)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static RunEvent randomEvent(
      Optional<EventType> type,
      int second,
      int salt,
      List<DatasetUse> inputs,
      List<DatasetUse> outputs) {
    ObjectNode facets = JsonNodeFactory.instance.objectNode();
    if (salt % 3 == 0) {
      facets.putObject("errorMessage").put("message", "m" + salt);
    }
    if (salt % 4 == 0) {
      ObjectNode parent = facets.putObject("parent");
      parent.putObject("run").put("runId", "p" + salt);
      parent.putObject("job").put("namespace", "n").put("name", "p");
    }
    if (salt % 5 == 0) {
      facets.putObject("processing_engine").put("name", "Spark").put("version", "3." + salt);
    }
    if (salt % 7 == 0) {
      ObjectNode test = facets.putObject("test").putArray("tests").addObject();
      test.put("name", "t" + salt).put("status", salt % 2 == 0 ? "pass" : "fail");
    }
    if (salt % 11 == 0) {
      facets.putObject("extractionError").put("totalTasks", salt).put("failedTasks", salt % 3);
    }
    ObjectNode jobFacets = JsonNodeFactory.instance.objectNode();
    if (salt % 6 == 0) {
      jobFacets.putObject("jobType").put("processingType", salt % 4 == 0 ? "STREAMING" : "BATCH");
    }
    // The digest stands for the whole content, as in a real event.
    String digest = type + "|" + second + "|" + salt + "|" + inputs + "|" + outputs;
    return new RunEvent(
        new EventHeader(at(second), "p" + salt % 2, digest, List.of()),
        RUN,
        new JobId("n", "j" + salt % 2),
        type,
        facets,
        jobFacets,
        inputs,
        outputs);
  }

  private static RunState fold(List<RunEvent> events) {
    return events.stream().map(RunState::of).reduce(RunState::merge).orElseThrow();
  }

  private static RunEvent event(EventType type, int second) {
    return event(type, second, List.of(), List.of());
  }

  private static RunEvent event(
      EventType type, int second, List<DatasetUse> inputs, List<DatasetUse> outputs) {
    return randomEvent(Optional.of(type), second, 1, inputs, outputs);
  }

  private static DatasetUse use(String name, Long rows) {
    ObjectNode role = JsonNodeFactory.instance.objectNode();
    if (rows != null) {
      role.putObject("outputStatistics").put("rowCount", rows);
    }
    return new DatasetUse(new DatasetId("n", name), JsonNodeFactory.instance.objectNode(), role);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_750_000_000L + second);
  }
}
