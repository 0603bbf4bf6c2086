package io.sluice.lineage.runs;

import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which trouble upstream of a dataset came first. */
@Path("/api/lineage/v1/root-cause")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Runs")
@Blocking
public class DatasetRootCauseResource {

  private final RootCauseWalk walk;
  private final RootCauseReport report;
  private final Freshness freshness;
  private final Clock clock;

  DatasetRootCauseResource(
      RootCauseWalk walk, RootCauseReport report, Freshness freshness, Clock clock) {
    this.walk = walk;
    this.report = report;
    this.freshness = freshness;
    this.clock = clock;
  }

  /** What may be why a dataset was wrong at a time (now if none is given). */
  @GET
  @Operation(
      operationId = "getRootCauseOfDataset",
      summary = "Which trouble upstream of a dataset came first")
  public RootCauseReport.Answer rootCause(
      @QueryParam("datasetNamespace") @Nullable String namespace,
      @QueryParam("datasetName") @Nullable String name,
      @QueryParam("at") @Nullable String at,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    DatasetId dataset = Parameters.dataset(namespace, name);
    if (dataset == null) {
      throw Parameters.refused(
          "datasetName", "datasetNamespace and datasetName say which dataset is meant");
    }
    Instant time = Parameters.time("at", at);
    Freshness.State state = freshness.await(minPosition);
    RunRow run =
        walk.behind(dataset, time == null ? clock.instant() : time)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND,
                        "No run is known to have written that dataset by then."));
    return report.about(run, state);
  }
}
