package io.sluice.quality.server.gate;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.verdict.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gate as answers show it.
 *
 * @param gate its name, which is its rule set's
 * @param dataset what it guards
 * @param ruleSetVersion its current rules
 * @param lastEvaluation what is current for its newest batch
 * @param releasable whether that batch was halted and would be let through now; only shown for a
 *     single gate
 * @param links where to go from here
 */
public record GateView(
    String gate,
    @Nullable DatasetId dataset,
    int ruleSetVersion,
    @Nullable LastEvaluation lastEvaluation,
    @Nullable Boolean releasable,
    Map<String, String> links) {

  /**
   * The decision that is current for a gate's newest batch.
   *
   * @param id the evaluation
   * @param batch the batch
   * @param decision the decision
   * @param decidedAt when
   * @param reasons why
   */
  public record LastEvaluation(
      UUID id, String batch, Decision decision, Instant decidedAt, List<ReasonView> reasons) {

    /** Copies the reasons. */
    public LastEvaluation {
      reasons = List.copyOf(reasons);
    }
  }

  /** Copies the links. */
  public GateView {
    links = Map.copyOf(links);
  }
}
