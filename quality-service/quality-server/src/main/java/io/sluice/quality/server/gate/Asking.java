package io.sluice.quality.server.gate;

import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.problem.ProblemException;
import io.sluice.quality.server.catalog.Ownership;
import io.sluice.quality.server.problem.QualityProblem;
import io.sluice.quality.server.ruleset.RuleSetStore;
import io.sluice.quality.server.ruleset.RuleSetVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Finds the gate that a request is about and sees to it that the caller's token reaches it. */
@ApplicationScoped
public class Asking {

  private final RuleSetStore ruleSets;
  private final CurrentCaller caller;

  /** Finds gates among the given rule sets. */
  @Inject
  public Asking(RuleSetStore ruleSets, CurrentCaller caller) {
    this.ruleSets = ruleSets;
    this.caller = caller;
  }

  /** Who asks. */
  Caller caller() {
    return caller.get();
  }

  /** The gate of that name. */
  RuleSetVersion gate(String name) {
    RuleSetVersion gate =
        ruleSets
            .current(name)
            .orElseThrow(
                () ->
                    new ProblemException(
                        QualityProblem.UNKNOWN_GATE,
                        "there is no gate '" + name + "': save a rule set of that name first"));
    requireScope(gate.dataset());
    return gate;
  }

  /** Refuses a token that is confined to other datasets. */
  void requireScope(@Nullable DatasetId dataset) {
    if (!Ownership.inScope(caller(), dataset)) {
      throw new ProblemException(
          QualityProblem.OUT_OF_SCOPE,
          "the token does not reach " + (dataset == null ? "a gate without a dataset" : dataset));
    }
  }
}
