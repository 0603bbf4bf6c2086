package io.sluice.lineage.projection;

import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far the graph has come, and building it again. */
@Path("/api/lineage/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projection")
@Blocking
public class ProjectionResource {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Freshness freshness;
  private final Rebuilds rebuilds;
  private final CurrentCaller caller;

  ProjectionResource(Freshness freshness, Rebuilds rebuilds, CurrentCaller caller) {
    this.caller = caller;
    this.freshness = freshness;
    this.rebuilds = rebuilds;
  }

  /** The position that reads on this instance show at the least. */
  @GET
  @Path("/position")
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "getPosition", summary = "The last position committed and applied")
  public Freshness.State position(@QueryParam("minPosition") @DefaultValue("0") long minPosition) {
    return freshness.await(minPosition);
  }

  /**
   * What a rebuild did.
   *
   * @param position the position reached
   */
  public record Rebuilt(long position) {}

  /**
   * How to build it again.
   *
   * @param verify whether to compare only and change nothing; false if not said
   */
  public record RebuildRequest(@Nullable Boolean verify) {}

  /**
   * Builds the graph again from the log beside the live one, and takes the place of what differs.
   * With a body it answers at once, 202 and where to look; without one it waits for 20 seconds.
   */
  @POST
  @Path("/projection/rebuild")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "rebuildProjection", summary = "Build the graph again from the log")
  @APIResponse(
      responseCode = "200",
      description = "It is built",
      content = @Content(schema = @Schema(implementation = Rebuilt.class)))
  @APIResponse(
      responseCode = "202",
      description = "It goes on; Location tells where to look",
      content = @Content(schema = @Schema(implementation = RebuildReport.class)))
  public Response rebuild(@Nullable RebuildRequest request) throws InterruptedException {
    requireAll();
    RebuildReport report = rebuilds.begin(request != null && Boolean.TRUE.equals(request.verify()));
    if (request == null) {
      report = rebuilds.await(report, PATIENCE);
      if (report.state() == RebuildReport.State.FAILED) {
        throw new ProblemException(
            CommonProblem.INTERNAL,
            "The graph could not be built again and is as it was: " + report.error());
      }
      if (report.ended()) {
        return Response.ok(new Rebuilt(report.position())).build();
      }
    }
    return Response.accepted(report)
        .location(URI.create("/api/lineage/v1/projection/rebuilds/" + report.id()))
        .build();
  }

  /** How building it again goes, on the instance that was asked for it. */
  @GET
  @Path("/projection/rebuilds/{id}")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "getRebuild", summary = "How building the graph again goes")
  public RebuildReport rebuild(@PathParam("id") long id) {
    requireAll();
    return rebuilds.find(id).orElseThrow(() -> Rebuilds.unknown(id));
  }

  private void requireAll() {
    if (caller.get().datasets().isPresent()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "A token that is confined to some datasets cannot build the graph of all again.");
    }
  }
}
