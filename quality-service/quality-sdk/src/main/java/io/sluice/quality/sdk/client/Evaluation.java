package io.sluice.quality.sdk.client;

import io.sluice.quality.verdict.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a batch by a gate, with its decision once there is one.
 *
 * @param id the evaluation's id
 * @param status how far it has come
 * @param gate the gate that was asked
 * @param batch the batch it judged
 * @param decision the decision, null until the status is DECIDED
 * @param proceed whether the batch may go on; false while there is no decision
 * @param reasons why
 * @param decidedAt when it was decided
 * @param validUntil until when the decision may be relied upon
 * @param ruleSetVersion the version of the rules it was judged by
 * @param links where to read more, by name
 * @param json the answer as the server sent it
 */
public record Evaluation(
    String id,
    EvaluationStatus status,
    String gate,
    String batch,
    @Nullable Decision decision,
    boolean proceed,
    List<Reason> reasons,
    @Nullable Instant decidedAt,
    @Nullable Instant validUntil,
    @Nullable Integer ruleSetVersion,
    Map<String, String> links,
    String json) {

  /** Copies the collections. */
  public Evaluation {
    reasons = List.copyOf(reasons);
    links = Map.copyOf(links);
  }
}
