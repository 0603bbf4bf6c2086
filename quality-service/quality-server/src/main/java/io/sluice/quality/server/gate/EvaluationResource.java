package io.sluice.quality.server.gate;

import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.server.evaluation.Answered;
import io.sluice.quality.server.evaluation.Cancelling;
import io.sluice.quality.server.evaluation.Completions;
import io.sluice.quality.server.problem.QualityProblem;
import io.sluice.quality.server.running.Background;
import io.sluice.quality.server.settings.GateSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Single evaluations: waiting for them, and calling them off. */
@Path("/api/quality/v1/evaluations/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class EvaluationResource {

  private final Asking asking;
  private final Completions completions;
  private final Cancelling cancelling;
  private final Background background;
  private final Answers answers;
  private final GateSettings settings;

  /** Works with the given parts. */
  @Inject
  public EvaluationResource(
      Asking asking,
      Completions completions,
      Cancelling cancelling,
      Background background,
      Answers answers,
      GateSettings settings) {
    this.asking = asking;
    this.completions = completions;
    this.cancelling = cancelling;
    this.background = background;
    this.answers = answers;
    this.settings = settings;
  }

  /** Shows an evaluation, waiting for its end if asked to. */
  @GET
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(
      operationId = "getEvaluation",
      summary = "An evaluation: 202 while it is pending, then 200; ?wait=N waits N seconds for it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionView.class)))
  public Response get(
      @PathParam("id") String id,
      @QueryParam("wait") @DefaultValue("0") int wait,
      @QueryParam("onHalt") @Nullable String onHalt) {
    if (wait < 0) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "wait takes seconds", Map.of("parameter", "wait"));
    }
    long seconds = Math.min(wait, settings.longestWait().toSeconds());
    return answers.of(find(id, Duration.ofSeconds(seconds)), onHalt);
  }

  /** Tells sensors that look at the status alone whether the batch may go on. */
  @GET
  @Path("/ready")
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(
      operationId = "evaluationReady",
      summary = "404 while it is pending, 200 if the batch may go on, 409 if not")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionView.class)))
  public Response ready(@PathParam("id") String id) {
    Answered answered = find(id, Duration.ZERO);
    DecisionView view = (DecisionView) answers.of(answered, null).getEntity();
    int status = !view.status().finished() ? 404 : view.proceed() ? 200 : 409;
    return Response.status(status).entity(view).build();
  }

  /** Calls an evaluation off. */
  @DELETE
  @RolesAllowed(Permission.Names.GATE_ASK)
  @Operation(operationId = "cancelEvaluation", summary = "Call an evaluation off")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionView.class)))
  public Response cancel(@PathParam("id") String id) {
    Answered answered = find(id, Duration.ZERO);
    if (!cancelling.cancel(answered.evaluation())) {
      Answered now = find(id, Duration.ZERO);
      if (now.evaluation().state().status() != EvaluationStatus.CANCELLED) {
        throw new ProblemException(
            QualityProblem.ALREADY_OVER,
            "the evaluation is " + now.evaluation().state().status() + " already");
      }
    }
    completions.ended();
    background.eventWaits();
    return answers.of(find(id, Duration.ZERO), null);
  }

  private Answered find(String id, Duration wait) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
    // Looked at first without waiting: nobody waits for what is not theirs to see.
    Answered now = completions.await(uuid, Duration.ZERO).orElseThrow(() -> unknown(id));
    asking.requireScope(now.evaluation().dataset());
    return wait.isZero() || now.evaluation().state().status().finished()
        ? now
        : completions.await(uuid, wait).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(
        QualityProblem.UNKNOWN_EVALUATION, "there is no evaluation '" + id + "'");
  }
}
