package io.sluice.quality.server.checks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.CheckRequest;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.SourceResolver;
import io.sluice.quality.engine.Source;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.server.samples.SampleMask;
import io.sluice.quality.server.settings.Checkers;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.verdict.GateJudge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs checks, a few at a time. */
@ApplicationScoped
public class AdHocCheck {

  private static final long PATIENCE_SECONDS = 20;

  private final Checkers checkers;
  private final SourceResolver resolver;
  private final GateSettings settings;
  private final Semaphore places;

  /** Judges within the bounds of the settings. */
  @Inject
  public AdHocCheck(Checkers checkers, SourceResolver resolver, GateSettings settings) {
    this.checkers = checkers;
    this.resolver = resolver;
    this.settings = settings;
    this.places = new Semaphore(settings.checks(), true);
  }

  /** The report as JSON; empty if too many checks are running for too long. */
  Optional<ObjectNode> run(CheckRequest request, boolean unmasked) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(judge(request, unmasked));
    } finally {
      places.release();
    }
  }

  private ObjectNode judge(CheckRequest request, boolean unmasked) {
    Source source =
        request.inline() != null
            ? request.inline()
            : resolver.source(
                Objects.requireNonNull(request.files(), "a request has one source"), null);
    try (Checker checker = checkers.checker(settings.checkTimeLimit())) {
      CheckReport report =
          checker.check(
              checker.compile(request.rules(), null, request.parameters()),
              source,
              new CheckOptions(request.results(), MetricHistory.none(), null),
              request.engine());
      ObjectNode json =
          ReportJson.toTree(
              report, GateJudge.decide(GatePolicy.standard(), report.results()), request.format());
      if (!unmasked) {
        json.set("results", SampleMask.mask(json.path("results")));
      }
      return json;
    }
  }
}
