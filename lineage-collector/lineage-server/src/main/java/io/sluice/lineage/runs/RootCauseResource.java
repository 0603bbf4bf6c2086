package io.sluice.lineage.runs;

import io.sluice.access.Permission;
import io.sluice.lineage.projection.Freshness;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which trouble upstream of a run came first. */
@Path("/api/lineage/v1/runs/{id}/root-cause")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Runs")
@Blocking
public class RootCauseResource {

  private final KnownRuns known;
  private final RootCauseReport report;
  private final Freshness freshness;

  RootCauseResource(KnownRuns known, RootCauseReport report, Freshness freshness) {
    this.known = known;
    this.report = report;
    this.freshness = freshness;
  }

  /**
   * What may be why a run went wrong; of a run that went well, what could have made it go wrong.
   */
  @GET
  @Operation(operationId = "getRootCause", summary = "Which trouble upstream of a run came first")
  public RootCauseReport.Answer rootCause(
      @PathParam("id") String id, @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Freshness.State state = freshness.await(minPosition);
    return report.about(known.require(id), state);
  }
}
