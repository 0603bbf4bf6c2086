package io.sluice.quality.server.gate;

import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.server.catalog.Ownership;
import io.sluice.quality.server.evaluation.Acceptance;
import io.sluice.quality.server.evaluation.Answered;
import io.sluice.quality.server.evaluation.Completions;
import io.sluice.quality.server.evaluation.Evaluation;
import io.sluice.quality.server.evaluation.EvaluationStore;
import io.sluice.quality.server.paging.Cursor;
import io.sluice.quality.server.paging.Page;
import io.sluice.quality.server.problem.QualityProblem;
import io.sluice.quality.server.ruleset.RuleSetStore;
import io.sluice.quality.server.ruleset.RuleSetVersion;
import io.sluice.quality.server.settings.GateSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Gates: asking them, and what they said. */
@Path("/api/quality/v1/gates")
@Produces(MediaType.APPLICATION_JSON)
public class GateResource {

  private static final int LONGEST_KEY = 255;

  private final Asking asking;
  private final AskGate askGate;
  private final Completions completions;
  private final Evidence evidence;
  private final Answers answers;
  private final DecisionViews views;
  private final RuleSetStore ruleSets;
  private final EvaluationStore evaluations;
  private final GateSettings settings;
  private final Clock clock;

  /** Works with the given parts. */
  @Inject
  public GateResource(
      Asking asking,
      AskGate askGate,
      Completions completions,
      Evidence evidence,
      Answers answers,
      DecisionViews views,
      RuleSetStore ruleSets,
      EvaluationStore evaluations,
      GateSettings settings,
      Clock clock) {
    this.asking = asking;
    this.askGate = askGate;
    this.completions = completions;
    this.evidence = evidence;
    this.answers = answers;
    this.views = views;
    this.ruleSets = ruleSets;
    this.evaluations = evaluations;
    this.settings = settings;
    this.clock = clock;
  }

  /** Asks a gate about a batch. */
  @POST
  @Path("/{gate}/evaluations")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.GATE_ASK)
  @Operation(
      operationId = "askGate",
      summary =
          "May this batch go on? 200 with the decision, or 202 once the wait is over. While a batch"
              + " is being judged, a further question about it shares that answer.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionView.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = DecisionView.class)))
  public Response ask(
      @PathParam("gate") String gate,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @HeaderParam("Prefer") @Nullable String prefer,
      @QueryParam("onHalt") @Nullable String onHalt,
      @Nullable String body) {
    Answers.haltAsStatus(onHalt);
    checkKey(key);
    asking.gate(gate);
    QuestionReader.Read read =
        new QuestionReader(clock.instant(), settings.longestTimeLimit()).read(body);
    if (read.question().source() != null && asking.caller().datasets().isPresent()) {
      throw ProblemException.at(
          QualityProblem.OUT_OF_SCOPE,
          "/source",
          "a token that is confined to datasets may not say where their data is");
    }
    Acceptance acceptance =
        askGate.ask(gate, read.question(), read.digest(), key, asking.caller().subject());
    Evaluation evaluation = accepted(acceptance);
    Duration wait = Preference.wait(prefer, settings.patience(), settings.longestWait());
    Answered answered =
        completions
            .await(evaluation.id(), wait)
            .orElseGet(() -> new Answered(evaluation, Optional.empty()));
    Response.ResponseBuilder answer = Response.fromResponse(answers.of(answered, onHalt));
    if (acceptance instanceof Acceptance.Joined) {
      answer.header("Sluice-Joined", "true");
    }
    return answer.build();
  }

  private static Evaluation accepted(Acceptance acceptance) {
    if (acceptance instanceof Acceptance.Accepted accepted) {
      return accepted.evaluation();
    }
    if (acceptance instanceof Acceptance.Repeated repeated) {
      return repeated.evaluation();
    }
    if (acceptance instanceof Acceptance.Joined joined) {
      return joined.evaluation();
    }
    if (acceptance instanceof Acceptance.KeyReused) {
      throw new ProblemException(
          QualityProblem.KEY_REUSED,
          "this Idempotency-Key came with another body before; a new question takes a new key",
          Map.of("header", "Idempotency-Key"));
    }
    throw new ProblemException(QualityProblem.UNKNOWN_GATE, "there is no such gate");
  }

  private static void checkKey(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "an Idempotency-Key takes 1 to " + LONGEST_KEY + " characters",
          Map.of("header", "Idempotency-Key"));
    }
  }

  /** Decides from evidence. */
  @GET
  @Path("/{gate}/decision")
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(
      operationId = "decideFromEvidence",
      summary = "Decide from evidence that is already there, upstream halts reapplied")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionView.class)))
  public Response decision(
      @PathParam("gate") String gate,
      @QueryParam("batch") @Nullable String batch,
      @QueryParam("maxAge") @Nullable String maxAge,
      @QueryParam("onHalt") @Nullable String onHalt) {
    boolean haltAsStatus = Answers.haltAsStatus(onHalt);
    if (batch == null) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "say which batch: ?batch=ID, or ?batch= for the dataset as a whole",
          Map.of("parameter", "batch"));
    }
    String checked = QuestionReader.checkedBatch(batch, "/batch");
    RuleSetVersion found = asking.gate(gate);
    Evidence.Decided decided = evidence.decide(found, checked, age(maxAge));
    return answers.decided(
        views.fromEvidence(found, checked, decided, asking.caller()), haltAsStatus);
  }

  private static @Nullable Duration age(@Nullable String maxAge) {
    if (maxAge == null) {
      return null;
    }
    try {
      Duration age =
          maxAge.startsWith("P")
              ? Duration.parse(maxAge)
              : Duration.ofSeconds(Long.parseLong(maxAge));
      if (!age.isNegative() && age.compareTo(Duration.ofDays(36_500)) < 0) {
        return age;
      }
    } catch (DateTimeException | NumberFormatException e) {
      // answered below, like a negative age
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "maxAge takes a duration (PT1H) or seconds",
        Map.of("parameter", "maxAge"));
  }

  /** Lists gates. */
  @GET
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "listGates", summary = "All gates with their newest batch's decision")
  public Page<GateView> list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Page<RuleSetVersion> page =
        Page.visible(
            Cursor.text(cursor, ""),
            Cursor.limit(limit),
            ruleSets::list,
            gate -> Ownership.inScope(asking.caller(), gate.dataset()),
            RuleSetVersion::name);
    Map<String, Answered> newest =
        evaluations.newest(page.items().stream().map(RuleSetVersion::name).toList());
    return page.map(gate -> view(gate, newest.get(gate.name()), null));
  }

  /** Shows one gate. */
  @GET
  @Path("/{gate}")
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "getGate", summary = "One gate")
  public GateView get(@PathParam("gate") String gate) {
    RuleSetVersion found = asking.gate(gate);
    Answered last = evaluations.newest(List.of(gate)).get(gate);
    return view(found, last, last == null ? null : evidence.releasable(found, last));
  }

  private GateView view(
      RuleSetVersion gate, @Nullable Answered last, @Nullable Boolean releasable) {
    String self = settings.publicUrl() + "/api/quality/v1/gates/" + gate.name();
    return new GateView(
        gate.name(),
        gate.dataset(),
        gate.version(),
        last == null ? null : last(last),
        releasable,
        Map.of(
            "self", self,
            "evaluations", self + "/evaluations",
            "ruleSet", settings.publicUrl() + "/api/quality/v1/rulesets/" + gate.name()));
  }

  private static GateView.@Nullable LastEvaluation last(Answered last) {
    return last.decision()
        .map(
            decision ->
                new GateView.LastEvaluation(
                    last.evaluation().id(),
                    last.evaluation().batch(),
                    decision.decision(),
                    decision.decidedAt(),
                    ReasonView.of(decision.reasons())))
        .orElse(null);
  }

  /** Lists what a gate was asked. */
  @GET
  @Path("/{gate}/evaluations")
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "listEvaluations", summary = "A gate's evaluations, latest first")
  public Page<DecisionView> evaluations(
      @PathParam("gate") String gate,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    asking.gate(gate);
    return Page.of(
            evaluations.list(gate, Cursor.number(cursor), Cursor.limit(limit) + 1),
            limit,
            answered -> Long.toString(answered.evaluation().accepted()))
        .map(views::brief);
  }
}
