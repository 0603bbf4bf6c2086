package io.sluice.quality.server.gate;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.server.evaluation.Answered;
import io.sluice.quality.verdict.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns evaluations into HTTP answers. */
@ApplicationScoped
public class Answers {

  private static final int RETRY_AFTER_SECONDS = 1;

  private final DecisionViews views;
  private final Asking asking;

  /** Shows evaluations by the given views. */
  @Inject
  public Answers(DecisionViews views, Asking asking) {
    this.views = views;
    this.asking = asking;
  }

  /** 200 with the final answer, or 202 and where to ask for it. */
  Response of(Answered answered, @Nullable String onHalt) {
    boolean asStatus = haltAsStatus(onHalt);
    DecisionView view = views.full(answered, asking.caller());
    if (!view.status().finished()) {
      return Response.accepted(view)
          .header(HttpHeaders.LOCATION, view.links().get("self"))
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .build();
    }
    return decided(view, asStatus);
  }

  /** 200 with a decision, or 409 if a halt is to show in the status. */
  Response decided(DecisionView view, boolean haltAsStatus) {
    boolean conflict = haltAsStatus && view.decision() == Decision.HALT;
    return Response.status(conflict ? 409 : 200).entity(view).build();
  }

  /** Reads {@code ?onHalt=status}. */
  static boolean haltAsStatus(@Nullable String onHalt) {
    if (onHalt == null || onHalt.equals("body")) {
      return false;
    }
    if (onHalt.equals("status")) {
      return true;
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "onHalt takes 'status' (a halt is a 409) or 'body'",
        Map.of("parameter", "onHalt"));
  }
}
