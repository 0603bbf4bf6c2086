package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question; never changed once saved.
 *
 * @param decision the answer
 * @param own what the dataset's own rules said, upstream left aside
 * @param reasons why
 * @param decidedAt when
 * @param validUntil how long it may be relied upon
 * @param dataDigest what data it saw
 * @param evaluator which build of the evaluator judged
 * @param lineagePosition the position of lineage's log it relied on, if lineage was asked
 * @param results how each rule came out, samples unmasked
 * @param statistics what it cost
 */
public record DecisionRecord(
    Decision decision,
    GateVerdict own,
    List<Reason> reasons,
    Instant decidedAt,
    Instant validUntil,
    @Nullable String dataDigest,
    String evaluator,
    @Nullable Long lineagePosition,
    JsonNode results,
    @Nullable JsonNode statistics) {

  /** Copies the reasons. */
  public DecisionRecord {
    reasons = List.copyOf(reasons);
  }
}
