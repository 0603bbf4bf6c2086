package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.Source;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.server.catalog.CatalogUnavailableException;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.server.decision.Ruling;
import io.sluice.quality.server.history.MetricStore;
import io.sluice.quality.server.settings.Checkers;
import io.sluice.quality.verdict.GateJudge;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.ReasonCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Reads and judges the data of a batch by the dataset's own rules. */
@ApplicationScoped
public class Measuring {

  private final BatchSource sources;
  private final Checkers checkers;
  private final MetricStore metrics;

  /** Finds data, judges it and looks back through the given parts. */
  @Inject
  public Measuring(BatchSource sources, Checkers checkers, MetricStore metrics) {
    this.sources = sources;
    this.checkers = checkers;
    this.metrics = metrics;
  }

  /**
   * What the rules said.
   *
   * @param status whether they could be judged
   * @param verdict their verdict
   * @param report what was measured, if anything
   * @param json the report as answers show it
   */
  record Measured(
      EvaluationStatus status,
      GateVerdict verdict,
      Optional<CheckReport> report,
      Optional<JsonNode> json) {

    static Measured unjudged(RuleSet rules, EvaluationStatus status, ReasonCode code, String why) {
      return new Measured(
          status, Ruling.unjudged(rules.gate(), code, why), Optional.empty(), Optional.empty());
    }
  }

  /** Judges the evaluation's batch; what stands in the way of judging is a verdict too. */
  Measured measure(Evaluation evaluation, RuleSet rules, Duration timeLimit) {
    try {
      return judge(evaluation, rules, timeLimit);
    } catch (EvaluationException e) {
      return e.kind() == EvaluationException.Kind.TIMEOUT
          ? Measured.unjudged(
              rules,
              EvaluationStatus.EXPIRED,
              ReasonCode.TIMEOUT,
              "the evaluation did not end before its deadline " + evaluation.deadline())
          : error(rules, e);
    } catch (SourceRefusedException
        | BatchSource.NoSourceException
        | RuleSyntaxException
        | CatalogUnavailableException e) {
      return error(rules, e);
    }
  }

  private static Measured error(RuleSet rules, RuntimeException e) {
    return Measured.unjudged(
        rules,
        EvaluationStatus.ERROR,
        ReasonCode.EVALUATION_ERROR,
        "the batch could not be judged: " + e.getMessage());
  }

  private Measured judge(Evaluation evaluation, RuleSet rules, Duration timeLimit) {
    Source source = sources.find(rules, evaluation.dataset(), evaluation.question());
    MetricHistory history =
        metrics.before(evaluation.dataset(), evaluation.batch(), evaluation.orderTime());
    try (Checker checker = checkers.checker(timeLimit)) {
      CheckReport report =
          checker.check(
              checker.compile(rules.rules(), null),
              source,
              CheckOptions.ofGate(history, evaluation.batch()));
      GateVerdict verdict = GateJudge.decide(rules.gate(), report.results());
      JsonNode json = ReportJson.toTree(report, verdict, ResultFormat.SUMMARY);
      return new Measured(
          EvaluationStatus.DECIDED, verdict, Optional.of(report), Optional.of(json));
    }
  }
}
