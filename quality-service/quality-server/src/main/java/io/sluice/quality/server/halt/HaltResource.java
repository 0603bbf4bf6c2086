package io.sluice.quality.server.halt;

import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.server.catalog.Ownership;
import io.sluice.quality.server.paging.Cursor;
import io.sluice.quality.server.paging.Page;
import io.sluice.quality.server.problem.QualityProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Shows halts and releases them. */
@Path("/api/quality/v1/halts")
@Produces(MediaType.APPLICATION_JSON)
public class HaltResource {

  private static final Logger LOG = Logger.getLogger(HaltResource.class);
  private static final int LONGEST_REASON = 1000;

  private final HaltStore halts;
  private final CurrentCaller caller;
  private final Clock clock;

  /** Shows the given halts. */
  @Inject
  public HaltResource(HaltStore halts, CurrentCaller caller, Clock clock) {
    this.halts = halts;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Why a halt is released.
   *
   * @param reason in words; kept with the halt
   */
  public record Release(@Nullable String reason) {}

  /** Lists halts. */
  @GET
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "listHalts", summary = "Halts, latest first; ?open=true for open ones")
  public Page<HaltView> list(
      @QueryParam("open") @DefaultValue("false") String open,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    if (!open.equals("true") && !open.equals("false")) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "open takes true or false", Map.of("parameter", "open"));
    }
    boolean openOnly = open.equals("true");
    return Page.visible(
            Long.toString(Cursor.number(cursor)),
            Cursor.limit(limit),
            (before, most) -> halts.list(openOnly, Long.parseLong(before), most),
            halt -> Ownership.inScope(caller.get(), halt.dataset()),
            halt -> Long.toString(halt.opened()))
        .map(HaltView::of);
  }

  /** Shows one halt. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "getHalt", summary = "One halt")
  public HaltView get(@PathParam("id") String id) {
    return HaltView.of(find(id));
  }

  /** Releases a halt by hand. */
  @POST
  @Path("/{id}/release")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.HALT_RELEASE)
  @Operation(
      operationId = "releaseHalt",
      summary = "End a halt by hand: it no longer holds back what is downstream")
  public HaltView release(@PathParam("id") String id, @Nullable Release release) {
    String reason = release == null ? null : release.reason();
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw ProblemException.at(
          CommonProblem.UNPROCESSABLE,
          "/reason",
          "say why, in 1 to " + LONGEST_REASON + " characters");
    }
    Halt halt = find(id);
    Caller by = caller.get();
    if (halt.end() != null) {
      throw new ProblemException(
          QualityProblem.ALREADY_OVER, "the halt ended at " + halt.end().at());
    }
    Halt released =
        halts
            .release(halt.id(), by.subject(), reason, clock.instant())
            .orElseThrow(() -> unknown(id));
    LOG.infof("halt %s of gate %s released by %s", halt.id(), halt.gate(), by.subject());
    return HaltView.of(released);
  }

  private Halt find(String id) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
    Halt halt = halts.find(uuid).orElseThrow(() -> unknown(id));
    if (!Ownership.inScope(caller.get(), halt.dataset())) {
      throw new ProblemException(
          QualityProblem.OUT_OF_SCOPE, "the token does not reach the halt's dataset");
    }
    return halt;
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(QualityProblem.UNKNOWN_HALT, "there is no halt '" + id + "'");
  }
}
