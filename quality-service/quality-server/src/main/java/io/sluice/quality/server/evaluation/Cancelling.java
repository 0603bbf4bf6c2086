package io.sluice.quality.server.evaluation;

import io.sluice.quality.server.settings.Build;
import io.sluice.quality.server.telemetry.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Calls evaluations off; lineage is told of that too. */
@ApplicationScoped
public class Cancelling {

  private final DecisionStore decisions;
  private final Clock clock;
  private final GateRunEvents events = new GateRunEvents(Build.producer());

  /** Ends evaluations in the given store. */
  @Inject
  public Cancelling(DecisionStore decisions, Clock clock) {
    this.decisions = decisions;
    this.clock = clock;
  }

  /** Calls the evaluation off; false if it is over already. */
  public boolean cancel(Evaluation evaluation) {
    return decisions.cancel(
        evaluation.id(),
        events.cancelled(evaluation, clock.instant()),
        Traces.current(),
        clock.instant());
  }
}
