package io.sluice.quality.server.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.verdict.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation and its decision as answers show them; always an object of less than 64 KB.
 *
 * @param id the evaluation
 * @param status where it stands
 * @param gate the gate asked
 * @param batch the batch judged; empty for the dataset as a whole
 * @param decision the answer; null while there is none
 * @param proceed whether the batch may go on
 * @param message the answer in one line
 * @param reasons why
 * @param decidedAt when it was decided
 * @param validUntil how long the decision may be relied upon
 * @param ruleSetVersion the rules it was judged by
 * @param dataset the gate's dataset
 * @param batchTime the time the batch stands for
 * @param ownDecision what the dataset's own rules said, upstream left aside
 * @param acceptedAt when the question was accepted
 * @param deadline when it expires
 * @param dataDigest what data it saw
 * @param evaluator which build judged
 * @param lineagePosition the position of lineage's log it relied on
 * @param previous the batch's evaluation before this one
 * @param results how each rule came out
 * @param statistics what it cost
 * @param links where to go from here
 */
public record DecisionView(
    UUID id,
    EvaluationStatus status,
    String gate,
    String batch,
    @Nullable Decision decision,
    boolean proceed,
    String message,
    List<ReasonView> reasons,
    @Nullable Instant decidedAt,
    @Nullable Instant validUntil,
    @Nullable Integer ruleSetVersion,
    @Nullable DatasetId dataset,
    @Nullable Instant batchTime,
    @Nullable Decision ownDecision,
    @Nullable Instant acceptedAt,
    @Nullable Instant deadline,
    @Nullable String dataDigest,
    @Nullable String evaluator,
    @Nullable Long lineagePosition,
    @Nullable UUID previous,
    @Nullable JsonNode results,
    @Nullable JsonNode statistics,
    Map<String, String> links) {

  /** Copies the collections. */
  public DecisionView {
    reasons = List.copyOf(reasons);
    links = Map.copyOf(links);
  }
}
