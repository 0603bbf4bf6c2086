package io.sluice.quality.server.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.check.CheckRequest;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.server.problem.QualityProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Judges rules against a source with nothing registered. */
@Path("/api/quality/v1/checks")
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {

  private final AdHocCheck check;
  private final CurrentCaller caller;

  /** Runs the given check. */
  @Inject
  public CheckResource(AdHocCheck check, CurrentCaller caller) {
    this.check = check;
    this.caller = caller;
  }

  /** Judges the rules of the request. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.GATE_ASK)
  @Operation(
      operationId = "check",
      summary = "Judge rules, or a Great Expectations suite, against rows, files or a table")
  public JsonNode check(@Nullable String body) {
    if (body == null || body.isBlank()) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "the body holds no request");
    }
    try {
      CheckRequest request = ReportJson.readRequest(body);
      boolean unmasked = mayRun(request, caller.get());
      ObjectNode report =
          check
              .run(request, unmasked)
              .orElseThrow(
                  () ->
                      new ProblemException(
                              QualityProblem.BUSY, "too many checks are running; try again")
                          .retryAfterSeconds(5));
      return report;
    } catch (RuleSyntaxException e) {
      throw QualityProblem.INVALID_CHECK.with(e.faults());
    } catch (SourceRefusedException e) {
      throw new ProblemException(
          QualityProblem.SOURCE_REFUSED,
          String.valueOf(e.getMessage()),
          Map.of("pointer", "/source", "reason", e.code().name()));
    } catch (EvaluationException e) {
      throw failed(e);
    }
  }

  /**
   * Files and tables belong to no dataset that a token could be confined to or that an owner could
   * own, so a confined token may check only the rows it brings, and owners see samples of those
   * only.
   *
   * @return whether the caller sees samples unmasked
   */
  private static boolean mayRun(CheckRequest request, Caller caller) {
    boolean ownRows = request.inline() != null;
    if (!ownRows && caller.datasets().isPresent()) {
      throw new ProblemException(
          QualityProblem.OUT_OF_SCOPE,
          "a token that is confined to datasets may check inline rows only; ask a gate about files");
    }
    return caller.has(Permission.SAMPLES_READ) && (ownRows || caller.ownsEverything());
  }

  private static ProblemException failed(EvaluationException e) {
    Map<String, Object> reason = Map.of("pointer", "/source", "reason", e.kind().name());
    String detail = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case SOURCE_NOT_FOUND, SOURCE_UNREADABLE, DATA_CHANGED ->
          new ProblemException(QualityProblem.SOURCE_REFUSED, detail, reason);
      case TIMEOUT -> new ProblemException(QualityProblem.CHECK_TIMED_OUT, detail, reason);
      case ENGINE_FAILURE -> new ProblemException(CommonProblem.INTERNAL, detail, reason);
    };
  }
}
