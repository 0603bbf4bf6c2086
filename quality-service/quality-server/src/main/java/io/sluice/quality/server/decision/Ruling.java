package io.sluice.quality.server.decision;

import io.sluice.quality.rule.Action;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gate answers: the worse of what the dataset's own rules said and what upstream means.
 *
 * @param own what the dataset's own rules said; only this opens and ends halts
 * @param decision the answer
 * @param reasons why, the deciding ones first
 */
public record Ruling(GateVerdict own, Decision decision, List<Reason> reasons) {

  /** Copies the reasons. */
  public Ruling {
    reasons = List.copyOf(reasons);
  }

  /** Joins both under the gate's policy. */
  public static Ruling of(GatePolicy policy, GateVerdict own, Upstream upstream) {
    Decision above = decisionOf(upstream.action(policy));
    boolean aboveDecides = above.compareTo(own.decision()) > 0;
    List<Reason> reasons = new ArrayList<>(aboveDecides ? upstream.reasons() : own.reasons());
    reasons.addAll(aboveDecides ? own.reasons() : upstream.reasons());
    return new Ruling(own, own.decision().worse(above), reasons);
  }

  /** The verdict when the data could not be judged: the policy's action on errors. */
  public static GateVerdict unjudged(GatePolicy policy, ReasonCode code, String message) {
    return new GateVerdict(
        decisionOf(policy.onError()), List.of(new Reason(code, null, null, List.of(), message)));
  }

  /** The verdict when there is nothing, or nothing fresh enough, to decide from. */
  public static GateVerdict unproven(GatePolicy policy, ReasonCode code, String message) {
    return new GateVerdict(
        decisionOf(policy.onMissingEvidence()),
        List.of(new Reason(code, null, null, List.of(), message)));
  }

  private static Decision decisionOf(Action action) {
    return switch (action) {
      case HALT -> Decision.HALT;
      case WARN -> Decision.WARN;
      case PASS -> Decision.PASS;
    };
  }
}
