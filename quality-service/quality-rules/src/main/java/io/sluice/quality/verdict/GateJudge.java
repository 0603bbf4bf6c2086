package io.sluice.quality.verdict;

import io.sluice.quality.rule.Action;
import io.sluice.quality.rule.GatePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns results into a gate's decision; pure, so that the same results always decide the same. */
public final class GateJudge {

  private record Finding(Decision decision, Reason reason) {}

  private GateJudge() {}

  /**
   * Decides: the worst action wins, and every finding that led there, or would have warned, is a
   * reason. A rule without evidence weighs at most what its failure would weigh; no applicable rule
   * at all is missing evidence of everything.
   */
  public static GateVerdict decide(GatePolicy policy, List<RuleResult> results) {
    List<Finding> findings = new ArrayList<>();
    boolean anyApplicable = false;
    for (RuleResult result : results) {
      switch (result.status()) {
        case PASSED -> anyApplicable = true;
        case FAILED -> {
          anyApplicable = true;
          findings.add(
              finding(
                  policy.actionFor(result.severity()),
                  ReasonCode.RULE_FAILED,
                  result,
                  Wording.ofFailure(result)));
        }
        case ERRORED -> {
          anyApplicable = true;
          findings.add(
              finding(
                  policy.onError(),
                  ReasonCode.EVALUATION_ERROR,
                  result,
                  result.error() == null ? "could not be evaluated" : result.error()));
        }
        case SKIPPED -> {
          if (result.skipReason() != SkipReason.DISABLED) {
            anyApplicable = true;
            findings.add(
                finding(
                    milder(policy.onMissingEvidence(), policy.actionFor(result.severity())),
                    ReasonCode.NO_EVIDENCE,
                    result,
                    result.error() == null ? "there is no evidence" : result.error()));
          }
        }
      }
    }
    if (!anyApplicable) {
      findings.add(
          new Finding(
              decisionOf(policy.onMissingEvidence()),
              new Reason(ReasonCode.NO_EVIDENCE, null, null, List.of(), "no rule applies")));
    }
    return verdict(findings);
  }

  private static GateVerdict verdict(List<Finding> findings) {
    Decision worst = Decision.PASS;
    for (Finding finding : findings) {
      worst = worst.worse(finding.decision());
    }
    List<Reason> reasons =
        findings.stream()
            .sorted(Comparator.comparing(Finding::decision).reversed())
            .map(Finding::reason)
            .toList();
    return new GateVerdict(worst, reasons);
  }

  private static Finding finding(
      Action action, ReasonCode code, RuleResult result, String message) {
    return new Finding(
        decisionOf(action),
        new Reason(code, result.id(), null, List.of(), Wording.shortened(message)));
  }

  private static Action milder(Action one, Action other) {
    return decisionOf(one).compareTo(decisionOf(other)) <= 0 ? one : other;
  }

  private static Decision decisionOf(Action action) {
    return switch (action) {
      case HALT -> Decision.HALT;
      case WARN -> Decision.WARN;
      case PASS -> Decision.PASS;
    };
  }
}
