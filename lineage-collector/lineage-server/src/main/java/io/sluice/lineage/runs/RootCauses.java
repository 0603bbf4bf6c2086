package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.facet.RunError;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunState;
import io.sluice.lineage.run.RunUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of what is known upstream of a run may be why it went wrong, what came first in front. The
 * run's own failure is what is to be explained, and no cause; what it read and its code are.
 */
final class RootCauses {

  private static final int MAX_MESSAGE = 500;
  private static final int MAX_SAMPLES = 10;

  private final List<Cause> causes = new ArrayList<>();

  private RootCauses() {}

  /** The causes among the suspects, the earliest first; of equals the farthest upstream. */
  static List<Cause> among(Collection<Suspect> suspects) {
    RootCauses found = new RootCauses();
    suspects.forEach(found::examine);
    found.causes.sort(
        Comparator.comparing(Cause::at)
            .thenComparing(Comparator.comparingInt(Cause::distance).reversed())
            .thenComparing(Cause::code)
            .thenComparing(Cause::runId));
    return List.copyOf(found.causes);
  }

  private void examine(Suspect suspect) {
    if (suspect.distance() > 0) {
      ownState(suspect);
    }
    code(suspect);
    suspect
        .row()
        .state()
        .uses()
        .forEach(
            (dataset, use) -> {
              // What the run in question wrote is what is to be explained.
              if (suspect.distance() > 0 || dataset.role() == DatasetRole.Role.INPUT) {
                assertions(suspect, dataset.dataset(), use);
                rows(suspect, dataset, use);
              }
            });
    for (Suspect.Input input : suspect.inputs()) {
      schema(suspect, input);
      late(suspect, input);
    }
  }

  private void ownState(Suspect suspect) {
    RunState state = suspect.row().state();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("state", suspect.derived().state());
    RunError error = state.error() == null ? null : state.error().value();
    if (error != null) {
      evidence.put("error", shortened(error.message()));
    }
    Cause.Code code =
        switch (suspect.derived().state()) {
          case FAILED -> Cause.Code.RUN_FAILED;
          case ABORTED -> Cause.Code.RUN_ABORTED;
          case STALE -> Cause.Code.RUN_STALE;
          case COMPLETED_WITH_FAILED_CHILDREN -> Cause.Code.CHILDREN_FAILED;
          case COMPLETED, NEW, RUNNING ->
              suspect.derived().suspicious() ? Cause.Code.RUN_SUSPICIOUS : null;
        };
    Instant staleAt = suspect.derived().staleAt();
    Instant at = code == Cause.Code.RUN_STALE && staleAt != null ? staleAt : end(state);
    if (code != null) {
      if (code == Cause.Code.RUN_SUSPICIOUS) {
        evidence.put("flags", suspect.derived().flags());
      }
      add(suspect.dependency() ? Cause.Code.DEPENDENCY_FAILED : code, at, suspect, null, evidence);
    }
    if (suspect.derived().flags().contains(RunFlag.FAILED_TESTS)) {
      var tests = Objects.requireNonNull(state.details().tests());
      add(
          Cause.Code.TESTS_FAILED,
          tests.at(),
          suspect,
          null,
          Map.of("failed", tests.value().failed(), "failures", tests.value().failures()));
    }
  }

  private void code(Suspect suspect) {
    String now = code(suspect.row());
    RunRow good = suspect.lastGood().orElse(null);
    String before = good == null ? null : code(good);
    if (good == null || now == null || before == null || now.equals(before)) {
      return;
    }
    Instant since = suspect.row().state().begunAt();
    for (RunRow earlier : suspect.earlier()) {
      if (earlier.id().equals(good.id()) || !now.equals(code(earlier))) {
        break;
      }
      since = earlier.state().begunAt();
    }
    add(
        Cause.Code.CODE_CHANGED,
        since,
        suspect,
        null,
        Map.of(
            "before", version(before),
            "now", version(now),
            "sqlChanged", !sql(before).equals(sql(now)),
            "lastGoodRun", good.state().run().text()));
  }

  private void assertions(Suspect suspect, DatasetId dataset, RunUse use) {
    var assertions = use.assertions();
    if (assertions != null && use.failsAssertions()) {
      add(
          Cause.Code.ASSERTIONS_FAILED,
          assertions.at(),
          suspect,
          dataset,
          Map.of("failed", assertions.value().failed(), "failures", assertions.value().failures()));
    }
  }

  private void rows(Suspect suspect, DatasetRole dataset, RunUse use) {
    Long now = rowCount(use);
    List<Long> usual = new ArrayList<>();
    for (RunRow earlier : suspect.earlier()) {
      RunUse before = earlier.state().uses().get(dataset);
      Long rows = before == null ? null : rowCount(before);
      if (rows != null && usual.size() < MAX_SAMPLES && Suspect.good(earlier)) {
        usual.add(rows);
      }
    }
    if (now == null || usual.isEmpty()) {
      return;
    }
    Collections.sort(usual);
    long median = usual.get(usual.size() / 2);
    if (now < median / 2.0) {
      add(
          Cause.Code.ROW_COUNT_DROPPED,
          Objects.requireNonNull(use.statistics()).at(),
          suspect,
          dataset.dataset(),
          Map.of(
              "rowCount", now, "usual", median, "samples", usual.size(), "role", dataset.role()));
    }
  }

  private void schema(Suspect suspect, Suspect.Input input) {
    SchemaChange change = input.schemaChange();
    if (change != null) {
      add(
          Cause.Code.SCHEMA_CHANGED,
          change.at(),
          suspect,
          input.dataset(),
          Map.of(
              "added", change.added(),
              "removed", change.removed(),
              "retyped", change.retyped()));
    }
  }

  /** An input of which the writer's job usually runs again within half the time that has passed. */
  private void late(Suspect suspect, Suspect.Input input) {
    RunRow writer = input.writer();
    if (writer == null || !writer.state().details().ends()) {
      return;
    }
    List<Instant> begun = new ArrayList<>();
    for (RunRow run : input.writerRuns()) {
      if (run.state().begunAt().isAfter(writer.state().begunAt())) {
        // It ran again: what became of that is told of that run.
        return;
      }
      begun.add(run.state().begunAt());
    }
    Optional<Duration> interval = interval(begun);
    Instant last = writer.state().begunAt();
    Instant now = suspect.row().state().begunAt();
    if (interval.isPresent() && now.isAfter(last.plus(interval.get().multipliedBy(2)))) {
      add(
          Cause.Code.UPSTREAM_LATE,
          last.plus(interval.get()),
          suspect,
          input.dataset(),
          Map.of(
              "job", writer.state().job().value(),
              "lastRun", writer.state().run().text(),
              "lastRunAt", last,
              "usualInterval", interval.get().toString()));
    }
  }

  /** Half of the times between runs that began at those times, newest first, are no longer. */
  static Optional<Duration> interval(List<Instant> newestFirst) {
    List<Duration> between = new ArrayList<>();
    for (int i = 1; i < newestFirst.size(); i++) {
      between.add(Duration.between(newestFirst.get(i), newestFirst.get(i - 1)));
    }
    if (between.size() < ExpectedDuration.MIN_SAMPLES - 1) {
      return Optional.empty();
    }
    Collections.sort(between);
    return Optional.of(ExpectedDuration.quantile(between, 0.5)).filter(d -> !d.isZero());
  }

  private void add(
      Cause.Code code,
      Instant at,
      Suspect suspect,
      @Nullable DatasetId dataset,
      Map<String, Object> evidence) {
    RunState state = suspect.row().state();
    causes.add(
        new Cause(
            code,
            at,
            state.run().text(),
            suspect.row().id(),
            state.job().value(),
            dataset,
            suspect.distance(),
            suspect.path(),
            evidence));
  }

  private static Instant end(RunState state) {
    Instant endedAt = state.endedAt();
    return endedAt == null ? state.lastSeen() : endedAt;
  }

  private static @Nullable Long rowCount(RunUse use) {
    var statistics = use.statistics();
    return statistics == null ? null : statistics.value().rowCount();
  }

  private static @Nullable String code(RunRow run) {
    Latest<String> code = run.state().code();
    return code == null ? null : code.value();
  }

  private static String version(String code) {
    return shortened(code.substring(0, code.indexOf('\n')));
  }

  private static String sql(String code) {
    return code.substring(code.indexOf('\n') + 1);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_MESSAGE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_MESSAGE));
  }
}
