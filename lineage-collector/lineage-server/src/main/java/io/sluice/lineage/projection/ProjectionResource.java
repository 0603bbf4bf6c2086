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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the graph has come, and building it again. */
@Path("/api/lineage/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projection")
@Blocking
public class ProjectionResource {

  private final Freshness freshness;
  private final Projector projector;
  private final CurrentCaller caller;

  ProjectionResource(Freshness freshness, Projector projector, CurrentCaller caller) {
    this.caller = caller;
    this.freshness = freshness;
    this.projector = projector;
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

  /** Builds the graph again from the log. */
  @POST
  @Path("/projection/rebuild")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "rebuildProjection", summary = "Build the graph again from the log")
  public Rebuilt rebuild() throws SQLException {
    if (caller.get().datasets().isPresent()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "A token that is confined to some datasets cannot build the graph of all again.");
    }
    return new Rebuilt(projector.rebuild());
  }
}
