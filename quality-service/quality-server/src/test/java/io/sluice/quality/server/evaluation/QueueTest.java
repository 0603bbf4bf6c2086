package io.sluice.quality.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.database.StoreException;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.server.halt.HaltStore;
import io.sluice.quality.server.history.MetricStore;
import io.sluice.quality.server.outbox.OutboxStore;
import io.sluice.quality.server.ruleset.RuleSetStore;
import io.sluice.quality.server.ruleset.RuleSetVersion;
import io.sluice.quality.server.testing.TestDatabase;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two workers on one database stand for two processes. */
class QueueTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration GONE = Duration.ZERO;
  private static final DatasetId DATASET = new DatasetId("file", "sales/daily");
  private static final Database DATABASE = TestDatabase.fresh("quality_queue");

  private final EvaluationStore evaluations = new EvaluationStore(DATABASE);
  private final WorkQueue queue = new WorkQueue(DATABASE);
  private final HaltStore halts = new HaltStore(DATABASE);
  private final MetricStore metrics = new MetricStore(DATABASE);
  private final OutboxStore outbox = new OutboxStore(DATABASE);
  private final RuleSetStore ruleSets = new RuleSetStore(DATABASE);
  private final DecisionStore decisions = new DecisionStore(DATABASE, halts, metrics, outbox);

  @BeforeEach
  void empty() {
    DATABASE.run(
        connection ->
            Statement.of(
                    connection,
                    "truncate rule_set, rule_set_version, evaluation, idempotency_key, decision,"
                        + " halt, metric, outbox cascade")
                .update());
    ruleSets.save(ruleSet("sales", "rules: []"), null);
  }

  private static RuleSetVersion ruleSet(String name, String text) {
    return new RuleSetVersion(
        name, 1, text, "application/yaml", DATASET, List.of(), Instant.now(), "token:steward");
  }

  private Acceptance ask(String batch, String key, String digest) {
    return evaluations.accept(
        new NewEvaluation(
            UUID.randomUUID(),
            "sales",
            new Question(batch, null, null, null, null, null),
            "token:runner",
            key,
            digest,
            Instant.now(),
            Instant.now().plusSeconds(600),
            null));
  }

  private UUID accepted(String batch) {
    return ((Acceptance.Accepted) ask(batch, null, "d")).evaluation().id();
  }

  private boolean decide(Evaluation held, Decision decision, Map<String, Double> measured) {
    Instant now = Instant.now();
    List<Reason> reasons =
        decision == Decision.HALT
            ? List.of(new Reason(ReasonCode.RULE_FAILED, "r", null, List.of(), "broken"))
            : List.of();
    DecisionRecord record =
        new DecisionRecord(
            decision,
            new GateVerdict(decision, reasons),
            reasons,
            now,
            now.plusSeconds(60),
            "sha256:0",
            "test",
            null,
            JsonNodeFactory.instance.arrayNode(),
            null);
    return decisions.decide(
        held,
        new DecisionStore.Ending(
            EvaluationStatus.DECIDED, record, measured, List.of("{\"n\":1}", "{\"n\":2}"), null),
        UUID.randomUUID());
  }

  private void judge(String batch, Decision decision, double rows) {
    accepted(batch);
    decide(queue.take("w", LEASE).orElseThrow(), decision, Map.of("row_count", rows));
  }

  @Test
  void tenRequestsUnderOneKeyAreOneEvaluation() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(10);
    List<Callable<Acceptance>> asks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      asks.add(() -> ask("b", "key-1", "same"));
    }

    List<Future<Acceptance>> answers = pool.invokeAll(asks);
    pool.shutdown();

    Set<UUID> ids = new HashSet<>();
    int fresh = 0;
    for (Future<Acceptance> answer : answers) {
      if (answer.get() instanceof Acceptance.Accepted accepted) {
        fresh++;
        ids.add(accepted.evaluation().id());
      } else {
        ids.add(((Acceptance.Repeated) answer.get()).evaluation().id());
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(fresh).isOne();
  }

  @Test
  void aKeyWithAnotherBodyIsRefused() {
    ask("b", "key-1", "one");

    assertThat(ask("b", "key-1", "other")).isInstanceOf(Acceptance.KeyReused.class);
  }

  @Test
  void aSecondQuestionAboutABatchUnderWayJoinsIt() {
    UUID first = accepted("b");

    Acceptance second = ask("b", "another", "d");

    assertThat(((Acceptance.Joined) second).evaluation().id()).isEqualTo(first);
  }

  @Test
  void anUnknownGateIsNoEvaluation() {
    Acceptance answer =
        evaluations.accept(
            new NewEvaluation(
                UUID.randomUUID(),
                "nobody",
                new Question("b", null, null, null, null, null),
                "c",
                null,
                "d",
                Instant.now(),
                Instant.now(),
                null));

    assertThat(answer).isInstanceOf(Acceptance.UnknownGate.class);
  }

  @Test
  void racingWorkersNeverTakeTheSameEvaluation() throws Exception {
    for (int i = 0; i < 20; i++) {
      accepted("b" + i);
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<List<UUID>>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String name = "w" + i;
      workers.add(
          () -> {
            List<UUID> taken = new ArrayList<>();
            // A worker that finds every free row locked may see none once; the others go on.
            for (Optional<Evaluation> next = queue.take(name, LEASE);
                next.isPresent();
                next = queue.take(name, LEASE)) {
              taken.add(next.get().id());
            }
            return taken;
          });
    }

    List<UUID> all = new ArrayList<>();
    for (Future<List<UUID>> taken : pool.invokeAll(workers)) {
      all.addAll(taken.get());
    }
    pool.shutdown();

    assertThat(all).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void whatAWorkerLeftBehindIsTakenUpByAnother() {
    UUID id = accepted("b");
    queue.take("crashed", GONE).orElseThrow();

    Evaluation again = queue.take("other", LEASE).orElseThrow();

    assertThat(again.id()).isEqualTo(id);
    assertThat(again.state().fence()).isEqualTo(2);
  }

  @Test
  void aStaleWorkersDecisionIsRefusedWhole() {
    UUID id = accepted("b");
    Evaluation stale = queue.take("slow", GONE).orElseThrow();
    Evaluation fresh = queue.take("quick", LEASE).orElseThrow();

    boolean kept = decide(stale, Decision.HALT, Map.of("row_count", 1.0));

    assertThat(kept).isFalse();
    assertThat(evaluations.find(id).orElseThrow().decision()).isEmpty();
    assertThat(halts.open()).isEmpty();
    assertThat(outbox.backlog().depth()).isZero();
    assertThat(decide(fresh, Decision.PASS, Map.of())).isTrue();
  }

  @Test
  void aLeaseIsProlongedByItsHolderOnly() {
    accepted("b");
    Evaluation held = queue.take("w", LEASE).orElseThrow();

    assertThat(queue.renew(held.id(), held.state().fence(), LEASE)).isTrue();
    assertThat(queue.renew(held.id(), held.state().fence() - 1, LEASE)).isFalse();
  }

  @Test
  void aCancelledEvaluationCannotBeDecidedAnyMore() {
    UUID id = accepted("b");
    Evaluation held = queue.take("w", LEASE).orElseThrow();

    boolean cancelled = decisions.cancel(id, List.of("{}"), null, Instant.now());

    assertThat(cancelled).isTrue();
    assertThat(decide(held, Decision.PASS, Map.of())).isFalse();
  }

  @Test
  void aDecisionCannotBeChanged() {
    judge("b", Decision.PASS, 1);

    Assertions.assertThatThrownBy(
            () ->
                DATABASE.run(
                    connection ->
                        Statement.of(connection, "update decision set decision = 'HALT'").update()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("never change");
  }

  @Test
  void aVersionOfARuleSetCannotBeChanged() {
    Assertions.assertThatThrownBy(
            () ->
                DATABASE.run(
                    connection ->
                        Statement.of(connection, "update rule_set_version set text = ''").update()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("never change");
  }

  @Test
  void theSameTextIsTheSameVersion() {
    RuleSetStore.Kept kept = ruleSets.save(ruleSet("sales", "rules: []"), null);

    assertThat(kept).isInstanceOf(RuleSetStore.Kept.Unchanged.class);
  }

  @Test
  void aChangeToAnOutdatedVersionIsRefused() {
    ruleSets.save(ruleSet("sales", "rules: [] # two"), 1);

    assertThat(ruleSets.save(ruleSet("sales", "rules: [] # three"), 1))
        .isEqualTo(new RuleSetStore.Kept.Outdated(2));
  }

  @Test
  void judgingAnOldBatchAgainLeavesTheNewerOneCurrent() {
    judge("2026-01-01", Decision.PASS, 10);
    judge("2026-01-02", Decision.PASS, 20);

    judge("2026-01-01", Decision.HALT, 0);

    Answered newest = evaluations.newest(List.of("sales")).get("sales");
    assertThat(newest.evaluation().batch()).isEqualTo("2026-01-02");
    assertThat(
            evaluations
                .current("sales", "2026-01-01")
                .orElseThrow()
                .decision()
                .orElseThrow()
                .decision())
        .isEqualTo(Decision.HALT);
  }

  @Test
  void aBatchWithoutATimeKeepsItsPlaceWhenAskedAgain() {
    judge("run-1", Decision.PASS, 10);
    judge("run-2", Decision.PASS, 20);

    judge("run-1", Decision.PASS, 11);

    assertThat(evaluations.newest(List.of("sales")).get("sales").evaluation().batch())
        .isEqualTo("run-2");
  }

  @Test
  void historyHoldsEarlierBatchesThatWereLetThroughLatestFirst() {
    judge("2026-01-01", Decision.PASS, 10);
    judge("2026-01-02", Decision.HALT, 2);
    judge("2026-01-03", Decision.WARN, 30);
    judge("2026-01-04", Decision.PASS, 40);
    judge("2026-01-01", Decision.PASS, 11);

    assertThat(
            metrics
                .before(DATASET, "2026-01-04", Instant.parse("2026-01-04T00:00:00Z"))
                .last("row_count", 7))
        .containsExactly(30.0, 11.0);
    assertThat(
            metrics
                .before(DATASET, "2026-01-04", Instant.parse("2026-01-04T00:00:00Z"))
                .last("row_count", 1))
        .containsExactly(30.0);
  }

  @Test
  void aHaltStaysOpenUntilItsBatchPasses() {
    judge("2026-01-01", Decision.HALT, 0);
    judge("2026-01-02", Decision.PASS, 5);
    assertThat(halts.open()).hasSize(1);

    judge("2026-01-01", Decision.PASS, 5);

    assertThat(halts.open()).isEmpty();
    assertThat(halts.list(false, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(halt -> assertThat(halt.end().how().name()).isEqualTo("PASSED"));
  }

  @Test
  void aHaltOfTheWholeDatasetEndsWithAnyPass() {
    judge("", Decision.HALT, 0);

    judge("2026-01-02", Decision.PASS, 5);

    assertThat(halts.open()).isEmpty();
  }

  @Test
  void eventsOfAnEvaluationLeaveInOrderAndOneAtATime() {
    judge("b", Decision.PASS, 1);

    OutboxStore.Due first = outbox.take(LEASE).orElseThrow();

    assertThat(first.event()).contains("1");
    assertThat(outbox.take(LEASE)).isEmpty();
    outbox.delivered(first.id());
    assertThat(outbox.take(LEASE).orElseThrow().event()).contains("2");
  }

  @Test
  void anEventThatFailedIsTriedAgainFirst() {
    judge("b", Decision.PASS, 1);
    OutboxStore.Due first = outbox.take(LEASE).orElseThrow();

    outbox.failed(first.id(), "lineage is down", Duration.ZERO);

    OutboxStore.Due again = outbox.take(LEASE).orElseThrow();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void whatIsPastItsDeadlineCanBeSweptUp() {
    evaluations.accept(
        new NewEvaluation(
            UUID.randomUUID(),
            "sales",
            new Question("late", null, null, null, null, null),
            "c",
            null,
            "d",
            Instant.now(),
            Instant.now().minusSeconds(1),
            null));
    accepted("in-time");

    assertThat(queue.takeOverdue("sweeper", LEASE).orElseThrow().batch()).isEqualTo("late");
    assertThat(queue.takeOverdue("sweeper", LEASE)).isEmpty();
  }
}
