package io.sluice.quality.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.rule.Action;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateJudgeTest {

  private static RuleResult result(String id, Status status, Severity severity) {
    return RuleResult.withoutFigures(id, "rows", status, severity, null, null);
  }

  private static RuleResult skipped(SkipReason reason) {
    return RuleResult.withoutFigures(
        "s", "assert", Status.SKIPPED, Severity.INFO, "too short", reason);
  }

  private static GateVerdict decide(RuleResult... results) {
    return GateJudge.decide(GatePolicy.standard(), List.of(results));
  }

  @Test
  void passesWhenEveryRuleIsMet() {
    assertThat(decide(result("a", Status.PASSED, Severity.CRITICAL)))
        .isEqualTo(new GateVerdict(Decision.PASS, List.of()));
  }

  @Test
  void theWorstFindingWinsAndComesFirst() {
    GateVerdict verdict =
        decide(
            result("i", Status.FAILED, Severity.INFO),
            result("w", Status.FAILED, Severity.WARNING),
            result("c", Status.FAILED, Severity.CRITICAL));

    assertThat(verdict.decision()).isEqualTo(Decision.HALT);
    assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly("c", "w", "i");
    assertThat(verdict.reasons()).extracting(Reason::code).containsOnly(ReasonCode.RULE_FAILED);
  }

  @Test
  void haltsOnAnErrorWhateverItsSeverity() {
    GateVerdict verdict = decide(result("e", Status.ERRORED, Severity.INFO));

    assertThat(verdict.decision()).isEqualTo(Decision.HALT);
    assertThat(verdict.reasons().get(0).code()).isEqualTo(ReasonCode.EVALUATION_ERROR);
  }

  @Test
  void haltsWhenNoRuleApplies() {
    assertThat(decide().decision()).isEqualTo(Decision.HALT);
    assertThat(decide(skipped(SkipReason.DISABLED)).reasons().get(0).code())
        .isEqualTo(ReasonCode.NO_EVIDENCE);
  }

  @Test
  void haltsOnTooLittleHistoryThoughOtherRulesAreMet() {
    GateVerdict verdict =
        decide(result("a", Status.PASSED, Severity.CRITICAL), skipped(SkipReason.NO_EVIDENCE));

    assertThat(verdict.decision()).isEqualTo(Decision.HALT);
    assertThat(verdict.reasons().get(0).code()).isEqualTo(ReasonCode.NO_EVIDENCE);
  }

  @Test
  void followsItsPolicy() {
    GatePolicy mild =
        new GatePolicy(
            Map.of(Severity.CRITICAL, Action.WARN),
            Action.PASS,
            Action.PASS,
            Action.HALT,
            Duration.ofHours(1));

    GateVerdict verdict =
        GateJudge.decide(
            mild,
            List.of(
                result("c", Status.FAILED, Severity.CRITICAL),
                result("e", Status.ERRORED, Severity.CRITICAL)));

    assertThat(verdict.decision()).isEqualTo(Decision.WARN);
    assertThat(verdict.reasons()).hasSize(2);
  }
}
