package io.sluice.quality.verdict;

import java.util.List;

/**
 * What a gate decides, and why.
 *
 * @param decision the decision
 * @param reasons the worst first
 */
public record GateVerdict(Decision decision, List<Reason> reasons) {

  /** Copies the reasons. */
  public GateVerdict {
    reasons = List.copyOf(reasons);
  }
}
