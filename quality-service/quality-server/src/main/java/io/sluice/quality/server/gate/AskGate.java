package io.sluice.quality.server.gate;

import io.sluice.quality.server.evaluation.Acceptance;
import io.sluice.quality.server.evaluation.EvaluationStore;
import io.sluice.quality.server.evaluation.NewEvaluation;
import io.sluice.quality.server.evaluation.Question;
import io.sluice.quality.server.running.Background;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.telemetry.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands a question in, so that it is answered even if this process ends at once. */
@ApplicationScoped
public class AskGate {

  private final EvaluationStore evaluations;
  private final Background background;
  private final GateSettings settings;
  private final Clock clock;

  /** Works with the given parts. */
  @Inject
  public AskGate(
      EvaluationStore evaluations, Background background, GateSettings settings, Clock clock) {
    this.evaluations = evaluations;
    this.background = background;
    this.settings = settings;
    this.clock = clock;
  }

  /** Accepts the question; a worker is told if it is new. */
  Acceptance ask(
      String gate, Question question, String digest, @Nullable String key, String caller) {
    Instant now = clock.instant();
    Instant deadline =
        question.deadline() == null ? now.plus(settings.timeLimit()) : question.deadline();
    Acceptance acceptance =
        evaluations.accept(
            new NewEvaluation(
                UUID.randomUUID(),
                gate,
                question,
                caller,
                key,
                digest,
                now,
                deadline,
                Traces.current()));
    if (acceptance instanceof Acceptance.Accepted) {
      background.workWaits();
    }
    return acceptance;
  }
}
