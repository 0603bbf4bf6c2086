package io.sluice.quality.server.evaluation;

import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.decision.EvaluationState;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.server.halt.HaltStore;
import io.sluice.quality.server.history.MetricStore;
import io.sluice.quality.server.outbox.OutboxStore;
import io.sluice.quality.verdict.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends evaluations. A decision commits together with its metrics, the halt it opens or ends and the
 * events that tell of it, or not at all.
 */
@ApplicationScoped
public class DecisionStore {

  private final Database database;
  private final HaltStore halts;
  private final MetricStore metrics;
  private final OutboxStore outbox;

  /** Writes to the given stores, all in one database. */
  @Inject
  public DecisionStore(
      Database database, HaltStore halts, MetricStore metrics, OutboxStore outbox) {
    this.database = database;
    this.halts = halts;
    this.metrics = metrics;
    this.outbox = outbox;
  }

  /**
   * Everything that follows from an evaluation.
   *
   * @param status how it ended
   * @param decision the decision
   * @param metrics what it computed
   * @param events what lineage is told
   * @param traceparent the span that decided
   */
  public record Ending(
      EvaluationStatus status,
      DecisionRecord decision,
      Map<String, Double> metrics,
      List<String> events,
      @Nullable String traceparent) {}

  /**
   * Ends an evaluation, if the worker that read it still holds the latest fence; false, and nothing
   * is kept, if another took it or it was cancelled meanwhile.
   */
  public boolean decide(Evaluation evaluation, Ending ending, UUID haltId) {
    return database.transaction(
        connection -> {
          Optional<EvaluationState.Finished> finished =
              EvaluationStore.lock(connection, evaluation.id())
                  .flatMap(now -> now.finish(evaluation.state().fence(), ending.status()));
          if (finished.isEmpty()) {
            return false;
          }
          DecisionRecord decision = ending.decision();
          end(connection, evaluation.id(), finished.get(), decision.decidedAt());
          insert(connection, evaluation.id(), decision);
          metrics.save(connection, evaluation.id(), ending.metrics());
          moveHalts(connection, evaluation, decision, haltId);
          outbox.add(
              connection,
              evaluation.id(),
              ending.events(),
              ending.traceparent(),
              decision.decidedAt());
          return true;
        });
  }

  /** Calls an evaluation off; false if it is over already. */
  public boolean cancel(UUID id, List<String> events, @Nullable String traceparent, Instant now) {
    return database.transaction(
        connection -> {
          Optional<EvaluationState.Finished> cancelled =
              EvaluationStore.lock(connection, id).flatMap(EvaluationState::cancel);
          if (cancelled.isEmpty()) {
            return false;
          }
          end(connection, id, cancelled.get(), now);
          outbox.add(connection, id, events, traceparent, now);
          return true;
        });
  }

  /** Only what the dataset's own rules said opens or ends its halt; upstream is never inherited. */
  private void moveHalts(
      Connection connection, Evaluation evaluation, DecisionRecord decision, UUID haltId)
      throws SQLException {
    if (decision.own().decision() == Decision.HALT) {
      halts.open(
          connection,
          haltId,
          evaluation.gate(),
          evaluation.batch(),
          evaluation.dataset(),
          evaluation.id(),
          decision.own().reasons(),
          decision.decidedAt());
    } else {
      halts.passed(
          connection, evaluation.gate(), evaluation.batch(), evaluation.id(), decision.decidedAt());
    }
  }

  private static void end(
      Connection connection, UUID id, EvaluationState.Finished finished, Instant now)
      throws SQLException {
    Statement.of(
            connection,
            """
            update evaluation set status = ?, fence = ?, leased_by = null, leased_until = null,
              finished_at = ?
            where id = ?""",
            finished.status().name(),
            finished.fence(),
            now,
            id)
        .update();
  }

  private static void insert(Connection connection, UUID evaluation, DecisionRecord decision)
      throws SQLException {
    Statement.of(
            connection,
            """
            insert into decision (evaluation, decision, own_decision, reasons, own_reasons,
              decided_at, valid_until, data_digest, evaluator, lineage_position, results,
              statistics)
            values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""",
            evaluation,
            decision.decision().name(),
            decision.own().decision().name(),
            EvaluationRows.write(decision.reasons()),
            EvaluationRows.write(decision.own().reasons()),
            decision.decidedAt(),
            decision.validUntil(),
            decision.dataDigest(),
            decision.evaluator(),
            decision.lineagePosition(),
            EvaluationRows.write(decision.results()),
            decision.statistics() == null ? null : EvaluationRows.write(decision.statistics()))
        .update();
  }
}
