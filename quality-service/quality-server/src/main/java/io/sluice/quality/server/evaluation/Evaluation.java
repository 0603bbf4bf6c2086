package io.sluice.quality.server.evaluation;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.decision.EvaluationState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One question to a gate, from its acceptance to its end.
 *
 * @param id its id, and that of its OpenLineage run
 * @param accepted its place in the order of acceptance
 * @param gate the gate asked
 * @param question what was asked
 * @param batchTime the time the batch stands for: as asked, read from its id, or as asked before
 * @param orderTime by which batches are ordered: the batch time, else when first asked for
 * @param dataset the gate's dataset
 * @param ruleSetVersion the rules it is judged by
 * @param caller who asked
 * @param state where it stands
 * @param acceptedAt when it was accepted
 * @param startedAt when a worker first took it
 * @param finishedAt when it ended
 * @param deadline when it expires
 * @param traceparent the span of the request
 * @param previous the batch's evaluation before this one
 */
public record Evaluation(
    UUID id,
    long accepted,
    String gate,
    Question question,
    @Nullable Instant batchTime,
    Instant orderTime,
    @Nullable DatasetId dataset,
    int ruleSetVersion,
    String caller,
    EvaluationState state,
    Instant acceptedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant deadline,
    @Nullable String traceparent,
    @Nullable UUID previous) {

  /** The batch it judges. */
  public String batch() {
    return question.batch();
  }
}
