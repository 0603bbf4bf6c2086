package io.sluice.quality.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.rule.Action;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulingTest {

  private static final Reason OWN =
      new Reason(ReasonCode.RULE_FAILED, "r1", null, List.of(), "own");
  private static final Reason ABOVE =
      new Reason(ReasonCode.UPSTREAM_HALTED, null, null, List.of(), "above");

  private static GatePolicy policy(Action onError, Action onUpstreamHalt) {
    return new GatePolicy(Map.of(), onError, Action.HALT, onUpstreamHalt, Duration.ofHours(1));
  }

  @Test
  void anUpstreamHaltHaltsAPassAndLeavesTheOwnVerdictAlone() {
    Ruling ruling =
        Ruling.of(
            GatePolicy.standard(),
            new GateVerdict(Decision.PASS, List.of()),
            new Upstream.Halted(List.of(ABOVE)));

    assertThat(ruling.decision()).isEqualTo(Decision.HALT);
    assertThat(ruling.own().decision()).isEqualTo(Decision.PASS);
    assertThat(ruling.reasons()).containsExactly(ABOVE);
  }

  @Test
  void thePolicyCanLetAnUpstreamHaltWarnOnly() {
    Ruling ruling =
        Ruling.of(
            policy(Action.HALT, Action.WARN),
            new GateVerdict(Decision.PASS, List.of()),
            new Upstream.Halted(List.of(ABOVE)));

    assertThat(ruling.decision()).isEqualTo(Decision.WARN);
  }

  @Test
  void theDecidingReasonsComeFirst() {
    Ruling ruling =
        Ruling.of(
            GatePolicy.standard(),
            new GateVerdict(Decision.WARN, List.of(OWN)),
            new Upstream.Halted(List.of(ABOVE)));

    assertThat(ruling.reasons()).containsExactly(ABOVE, OWN);
  }

  @Test
  void lineageThatCannotBeReachedCountsAsAnError() {
    Ruling ruling =
        Ruling.of(
            policy(Action.WARN, Action.HALT),
            new GateVerdict(Decision.PASS, List.of()),
            new Upstream.Unknown("no answer"));

    assertThat(ruling.decision()).isEqualTo(Decision.WARN);
    assertThat(ruling.reasons())
        .singleElement()
        .extracting(Reason::code)
        .isEqualTo(ReasonCode.EVALUATION_ERROR);
  }

  @Test
  void whatCouldNotBeJudgedHaltsByDefault() {
    assertThat(Ruling.unjudged(GatePolicy.standard(), ReasonCode.TIMEOUT, "late").decision())
        .isEqualTo(Decision.HALT);
  }
}
