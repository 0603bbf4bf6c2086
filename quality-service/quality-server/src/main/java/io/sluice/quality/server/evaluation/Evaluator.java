package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.opentelemetry.api.trace.SpanKind;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.server.database.StoreException;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.server.decision.Ruling;
import io.sluice.quality.server.halt.UpstreamHalts;
import io.sluice.quality.server.ruleset.RuleSetStore;
import io.sluice.quality.server.ruleset.RuleSetVersion;
import io.sluice.quality.server.settings.Build;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.telemetry.Traces;
import io.sluice.quality.verdict.ReasonCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers one question: judges the data, looks upstream, and hands everything to the store to
 * commit. Whatever stands in the way of judging is an answer too, by the gate's policy on errors;
 * only a failing database leaves the question open for another try.
 */
@ApplicationScoped
public class Evaluator {

  private static final Logger LOG = Logger.getLogger(Evaluator.class);

  private final RuleSetStore ruleSets;
  private final Measuring measuring;
  private final UpstreamHalts upstream;
  private final DecisionStore decisions;
  private final GateSettings settings;
  private final Traces traces;
  private final Clock clock;
  private final RuleSetReader reader = new RuleSetReader();
  private final GateRunEvents events = new GateRunEvents(Build.producer());

  /** Works with the given parts. */
  @Inject
  public Evaluator(
      RuleSetStore ruleSets,
      Measuring measuring,
      UpstreamHalts upstream,
      DecisionStore decisions,
      GateSettings settings,
      Traces traces,
      Clock clock) {
    this.ruleSets = ruleSets;
    this.measuring = measuring;
    this.upstream = upstream;
    this.decisions = decisions;
    this.settings = settings;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * Decides an evaluation that a worker holds.
   *
   * @return whether the decision was kept; false if the worker had lost its lease
   */
  public boolean decide(Evaluation evaluation) {
    return traces.within(
        "evaluate " + evaluation.gate(),
        SpanKind.INTERNAL,
        evaluation.traceparent(),
        span -> {
          span.setAttribute("sluice.gate", evaluation.gate());
          span.setAttribute("sluice.batch", evaluation.batch());
          span.setAttribute("sluice.evaluation", evaluation.id().toString());
          return decideTraced(evaluation);
        });
  }

  private boolean decideTraced(Evaluation evaluation) {
    RuleSet rules = rules(evaluation);
    Measuring.Measured measured = measure(evaluation, rules);
    UpstreamHalts.Found above = upstream.reaching(evaluation.dataset(), evaluation.batch());
    Ruling ruling = Ruling.of(rules.gate(), measured.verdict(), above.upstream());
    Instant now = clock.instant();
    DecisionRecord decision =
        new DecisionRecord(
            ruling.decision(),
            ruling.own(),
            ruling.reasons(),
            now,
            now.plus(rules.gate().staleAfter()),
            measured.report().map(CheckReport::dataDigest).orElse(null),
            Build.evaluator(),
            above.lineagePosition(),
            measured
                .json()
                .map(json -> ResultSummary.fit(json.path("results")))
                .orElseGet(JsonNodeFactory.instance::arrayNode),
            measured.json().<JsonNode>map(json -> json.path("statistics")).orElse(null));
    Optional<GateRunEvents.Measured> told =
        measured
            .report()
            .map(
                report ->
                    new GateRunEvents.Measured(
                        rules.rules(), report.results(), report.statistics().rows()));
    DecisionStore.Ending ending =
        new DecisionStore.Ending(
            measured.status(),
            decision,
            measured.report().map(CheckReport::metrics).orElse(Map.of()),
            events.decided(evaluation, measured.status(), decision, told),
            Traces.current());
    boolean kept = decisions.decide(evaluation, ending, UUID.randomUUID());
    LOG.infof(
        "gate %s, batch %s: %s (%s)%s",
        evaluation.gate(),
        evaluation.batch(),
        decision.decision(),
        measured.status(),
        kept ? "" : ", not kept: the lease was lost");
    return kept;
  }

  private RuleSet rules(Evaluation evaluation) {
    RuleSetVersion version =
        ruleSets
            .find(evaluation.gate(), evaluation.ruleSetVersion())
            .orElseThrow(
                () -> new IllegalStateException("no rules for evaluation " + evaluation.id()));
    return reader.read(version.text());
  }

  private Measuring.Measured measure(Evaluation evaluation, RuleSet rules) {
    Duration left = Duration.between(clock.instant(), evaluation.deadline());
    if (left.isNegative() || left.isZero()) {
      return Measuring.Measured.unjudged(
          rules,
          EvaluationStatus.EXPIRED,
          ReasonCode.TIMEOUT,
          "the deadline " + evaluation.deadline() + " passed before the batch was judged");
    }
    if (evaluation.state().fence() > settings.attempts()) {
      return Measuring.Measured.unjudged(
          rules,
          EvaluationStatus.ERROR,
          ReasonCode.EVALUATION_ERROR,
          "given up after " + settings.attempts() + " tries that ended with their worker");
    }
    try {
      return measuring.measure(evaluation, rules, left);
    } catch (StoreException e) {
      throw e; // not the data's fault: another try will tell
    } catch (RuntimeException e) {
      LOG.errorf(e, "evaluation %s failed", evaluation.id());
      return Measuring.Measured.unjudged(
          rules,
          EvaluationStatus.ERROR,
          ReasonCode.EVALUATION_ERROR,
          "the evaluator failed; its log says more under evaluation " + evaluation.id());
    }
  }
}
