package io.sluice.quality.server.gate;

import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.server.decision.Ruling;
import io.sluice.quality.server.evaluation.Answered;
import io.sluice.quality.server.evaluation.DecisionRecord;
import io.sluice.quality.server.evaluation.EvaluationStore;
import io.sluice.quality.server.halt.UpstreamHalts;
import io.sluice.quality.server.ruleset.RuleSetVersion;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.ReasonCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides from evidence that is already there: what the batch's own rules said last, and what is
 * halted upstream now. Nothing is measured, and nothing is kept.
 */
@ApplicationScoped
public class Evidence {

  private final EvaluationStore evaluations;
  private final UpstreamHalts upstream;
  private final Clock clock;
  private final RuleSetReader reader = new RuleSetReader();

  /** Looks at the given evaluations and halts. */
  @Inject
  public Evidence(EvaluationStore evaluations, UpstreamHalts upstream, Clock clock) {
    this.evaluations = evaluations;
    this.upstream = upstream;
    this.clock = clock;
  }

  /**
   * A decision from evidence.
   *
   * @param evidence what it rests on, if there is any
   * @param ruling the decision
   * @param validUntil how long it may be relied upon, as far as the evidence goes
   * @param lineagePosition where lineage's log stood, if lineage was asked
   */
  record Decided(
      Optional<Answered> evidence,
      Ruling ruling,
      Instant validUntil,
      @Nullable Long lineagePosition) {}

  /** Decides about a batch of a gate under the policy of its current rules. */
  Decided decide(RuleSetVersion gate, String batch, @Nullable Duration maxAge) {
    return decide(gate, batch, evaluations.current(gate.name(), batch), maxAge);
  }

  /** Decides from the given evidence. */
  Decided decide(
      RuleSetVersion gate, String batch, Optional<Answered> evidence, @Nullable Duration maxAge) {
    GatePolicy policy = reader.read(gate.text()).gate();
    Instant now = clock.instant();
    GateVerdict own =
        evidence
            .flatMap(Answered::decision)
            .map(decision -> fresh(policy, decision, now, maxAge))
            .orElseGet(
                () ->
                    Ruling.unproven(
                        policy,
                        ReasonCode.NO_EVIDENCE,
                        "gate " + gate.name() + " has not decided about this batch yet"));
    UpstreamHalts.Found above = upstream.reaching(gate.dataset(), batch);
    Instant validUntil =
        evidence.flatMap(Answered::decision).map(DecisionRecord::validUntil).orElse(now);
    return new Decided(
        evidence, Ruling.of(policy, own, above.upstream()), validUntil, above.lineagePosition());
  }

  /** Whether a halted batch would be let through now: what held it back upstream has ended. */
  boolean releasable(RuleSetVersion gate, Answered last) {
    return last.decision().map(decision -> decision.decision() == Decision.HALT).orElse(false)
        && decide(gate, last.evaluation().batch(), Optional.of(last), null).ruling().decision()
            != Decision.HALT;
  }

  private static GateVerdict fresh(
      GatePolicy policy, DecisionRecord decision, Instant now, @Nullable Duration maxAge) {
    Instant last = decision.validUntil();
    if (maxAge != null && decision.decidedAt().plus(maxAge).isBefore(last)) {
      last = decision.decidedAt().plus(maxAge);
    }
    if (!now.isAfter(last)) {
      return decision.own();
    }
    GateVerdict stale =
        Ruling.unproven(
            policy,
            ReasonCode.STALE_INPUT,
            "the evidence is of " + decision.decidedAt() + " and may be relied upon until " + last);
    List<Reason> reasons = new ArrayList<>(stale.reasons());
    reasons.addAll(decision.own().reasons());
    return new GateVerdict(decision.own().decision().worse(stale.decision()), reasons);
  }
}
