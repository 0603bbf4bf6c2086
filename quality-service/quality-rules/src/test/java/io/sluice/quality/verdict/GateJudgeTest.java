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

  private static RuleResult withoutHistory(Severity severity) {
    return RuleResult.withoutFigures(
        "s", "assert", Status.SKIPPED, severity, "too short", SkipReason.NO_EVIDENCE);
  }

  @Test
  void aCriticalRuleWithTooLittleHistoryHaltsThoughOtherRulesAreMet() {
    GateVerdict verdict =
        decide(result("a", Status.PASSED, Severity.CRITICAL), withoutHistory(Severity.CRITICAL));

    assertThat(verdict.decision()).isEqualTo(Decision.HALT);
    assertThat(verdict.reasons().get(0).code()).isEqualTo(ReasonCode.NO_EVIDENCE);
  }

  @Test
  void tooLittleHistoryOfARuleWeighsNoMoreThanItsFailureWould() {
    GateVerdict verdict =
        decide(result("a", Status.PASSED, Severity.CRITICAL), withoutHistory(Severity.WARNING));

    assertThat(verdict.decision()).isEqualTo(Decision.WARN);
    assertThat(verdict.reasons().get(0).code()).isEqualTo(ReasonCode.NO_EVIDENCE);
  }

  @Test
  void aMildPolicyOnMissingEvidenceHoldsForCriticalRulesToo() {
    GatePolicy standard = GatePolicy.standard();
    GatePolicy mild =
        new GatePolicy(
            standard.severities(),
            standard.onError(),
            Action.WARN,
            standard.onUpstreamHalt(),
            standard.staleAfter());

    assertThat(GateJudge.decide(mild, List.of(withoutHistory(Severity.CRITICAL))).decision())
        .isEqualTo(Decision.WARN);
  }

  private static RuleResult observed(Object value) {
    return new RuleResult(
        "m",
        "expect_column_max_to_be_between",
        Status.FAILED,
        Severity.CRITICAL,
        null,
        List.of(),
        null,
        value,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        null,
        null);
  }

  @Test
  void reasonsSayObservedNumbersAndKeepObservedTextToThemselves() {
    assertThat(decide(observed(new java.math.BigDecimal("4.5"))).reasons().get(0).message())
        .endsWith("observed 4.5");
    assertThat(decide(observed("123-45-6789")).reasons().get(0).message())
        .isEqualTo("expect_column_max_to_be_between: not met");
    assertThat(decide(observed(List.of("123-45-6789"))).reasons().get(0).message())
        .doesNotContain("123-45-6789");
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
