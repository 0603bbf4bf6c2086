package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.RunStore;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs by their id. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class RunsResource {

  private final RunStore runs;
  private final Lookup lookup;

  RunsResource(RunStore runs, Lookup lookup) {
    this.runs = runs;
    this.lookup = lookup;
  }

  /** The facets of a run or its job. */
  public record RunFacets(String runId, ObjectNode facets) {}

  /** One run. */
  @GET
  @Path("/jobs/runs/{id}")
  @Operation(operationId = "getRun", summary = "A run")
  public RunShape run(@PathParam("id") String id, @BeanParam Paging paging) throws SQLException {
    lookup.begin(paging);
    return lookup.whole(lookup.run(id));
  }

  /** The facets of a run, or of its job. */
  @GET
  @Path("/jobs/runs/{id}/facets")
  @Operation(operationId = "getRunFacets", summary = "The facets of a run or its job")
  public RunFacets facets(
      @PathParam("id") String id,
      @QueryParam("type") @DefaultValue("run") String type,
      @BeanParam Paging paging)
      throws SQLException {
    lookup.begin(paging);
    RunRow run = lookup.run(id);
    String text = run.state().run().text();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "run" -> new RunFacets(text, runs.facets(run.id()));
      case "job" -> new RunFacets(text, lookup.job(run.state().job().value()).facets());
      default ->
          throw new ProblemException(CommonProblem.INVALID_REQUEST, "type must be run or job");
    };
  }
}
