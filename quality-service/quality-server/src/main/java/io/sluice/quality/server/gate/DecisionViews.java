package io.sluice.quality.server.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.access.Caller;
import io.sluice.access.Permission;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.server.catalog.CatalogUnavailableException;
import io.sluice.quality.server.catalog.Ownership;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.server.evaluation.Answered;
import io.sluice.quality.server.evaluation.DecisionRecord;
import io.sluice.quality.server.evaluation.Evaluation;
import io.sluice.quality.server.ruleset.RuleSetStore;
import io.sluice.quality.server.ruleset.RuleSetVersion;
import io.sluice.quality.server.samples.SampleMask;
import io.sluice.quality.server.settings.Build;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows evaluations to a caller: what it may see, with links. */
@ApplicationScoped
public class DecisionViews {

  /** Stands for the evaluation of a decision that rests on none. */
  private static final UUID NONE = new UUID(0, 0);

  private final Ownership ownership;
  private final RuleSetStore ruleSets;
  private final RuleSetReader reader = new RuleSetReader();
  private final GateSettings settings;

  /** Links to the public address of the settings. */
  @Inject
  public DecisionViews(Ownership ownership, RuleSetStore ruleSets, GateSettings settings) {
    this.ownership = ownership;
    this.ruleSets = ruleSets;
    this.settings = settings;
  }

  /** The evaluation with its results. */
  DecisionView full(Answered answered, Caller caller) {
    Optional<JsonNode> results = answered.decision().map(DecisionRecord::results);
    boolean unmasked = results.isPresent() && seesSamples(caller, answered.evaluation());
    return view(answered, results.map(all -> unmasked ? all : SampleMask.mask(all)).orElse(null));
  }

  /** The evaluation without its results, for lists. */
  DecisionView brief(Answered answered) {
    return view(answered, null);
  }

  /** A decision from evidence. */
  DecisionView fromEvidence(
      RuleSetVersion gate, String batch, Evidence.Decided decided, Caller caller) {
    Decision decision = decided.ruling().decision();
    Optional<Answered> evidence = decided.evidence();
    DecisionView base =
        evidence.map(found -> full(found, caller)).orElseGet(() -> withoutEvidence(gate, batch));
    return new DecisionView(
        base.id(),
        EvaluationStatus.DECIDED,
        base.gate(),
        base.batch(),
        decision,
        decision != Decision.HALT,
        message(decision, decided.ruling().reasons()),
        ReasonView.of(decided.ruling().reasons()),
        base.decidedAt(),
        decided.validUntil(),
        base.ruleSetVersion(),
        base.dataset(),
        base.batchTime(),
        base.ownDecision(),
        base.acceptedAt(),
        base.deadline(),
        base.dataDigest(),
        base.evaluator(),
        decided.lineagePosition(),
        base.previous(),
        base.results(),
        base.statistics(),
        base.links());
  }

  private DecisionView withoutEvidence(RuleSetVersion gate, String batch) {
    return new DecisionView(
        NONE,
        EvaluationStatus.DECIDED,
        gate.name(),
        batch,
        null,
        false,
        "",
        List.of(),
        null,
        null,
        gate.version(),
        gate.dataset(),
        null,
        null,
        null,
        null,
        null,
        Build.evaluator(),
        null,
        null,
        null,
        null,
        Map.of("gate", api("/gates/" + gate.name())));
  }

  private DecisionView view(Answered answered, @Nullable JsonNode results) {
    Evaluation evaluation = answered.evaluation();
    EvaluationStatus status = evaluation.state().status();
    @Nullable DecisionRecord decision = answered.decision().orElse(null);
    return new DecisionView(
        evaluation.id(),
        status,
        evaluation.gate(),
        evaluation.batch(),
        decision == null ? null : decision.decision(),
        decision != null && decision.decision() != Decision.HALT,
        decision == null
            ? "no decision: " + status
            : message(decision.decision(), decision.reasons()),
        decision == null ? List.of() : ReasonView.of(decision.reasons()),
        decision == null ? null : decision.decidedAt(),
        decision == null ? null : decision.validUntil(),
        evaluation.ruleSetVersion(),
        evaluation.dataset(),
        evaluation.batchTime(),
        decision == null ? null : decision.own().decision(),
        evaluation.acceptedAt(),
        evaluation.deadline(),
        decision == null ? null : decision.dataDigest(),
        decision == null ? null : decision.evaluator(),
        decision == null ? null : decision.lineagePosition(),
        evaluation.previous(),
        results,
        decision == null ? null : decision.statistics(),
        links(evaluation));
  }

  private Map<String, String> links(Evaluation evaluation) {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("self", self(evaluation.id()));
    links.put("ready", self(evaluation.id()) + "/ready");
    links.put("gate", api("/gates/" + evaluation.gate()));
    links.put(
        "ruleSet",
        api("/rulesets/" + evaluation.gate() + "/versions/" + evaluation.ruleSetVersion()));
    if (evaluation.previous() != null) {
      links.put("previous", self(evaluation.previous()));
    }
    return links;
  }

  /** The absolute address of an evaluation. */
  String self(UUID evaluation) {
    return api("/evaluations/" + evaluation);
  }

  private String api(String path) {
    return settings.publicUrl() + "/api/quality/v1" + path;
  }

  private static String message(Decision decision, List<Reason> reasons) {
    return reasons.isEmpty()
        ? decision.name()
        : decision
            + ": "
            + ReasonView.of(reasons.subList(0, 1)).get(0).message()
            + (reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more)" : "");
  }

  /**
   * Owners see samples of what they own, read from where the catalog has it: another place may hold
   * another owner's data. While nobody can say what they own, they see stars, as do tokens that are
   * confined to datasets.
   */
  private boolean seesSamples(Caller caller, Evaluation evaluation) {
    if (!caller.has(Permission.SAMPLES_READ) || caller.datasets().isPresent()) {
      return false;
    }
    try {
      return caller.ownsEverything()
          || (ownership.owns(caller, evaluation.dataset()) && readWhereTheCatalogSays(evaluation));
    } catch (CatalogUnavailableException e) {
      return false;
    }
  }

  private boolean readWhereTheCatalogSays(Evaluation evaluation) {
    return evaluation.question().source() == null
        && ruleSets
            .find(evaluation.gate(), evaluation.ruleSetVersion())
            .map(version -> reader.read(version.text()).source())
            .map(files -> ownership.locates(evaluation.dataset(), files))
            .orElse(true);
  }
}
