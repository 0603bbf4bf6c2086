package io.sluice.lineage.runs;

import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
import io.sluice.lineage.run.RunStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The runs of all jobs, newest first. */
@Path("/api/lineage/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Runs")
@Blocking
public class RunListResource {

  private static final int MAX_LIMIT = 500;

  private final RunList list;
  private final SameDataset same;
  private final Freshness freshness;

  RunListResource(RunList list, SameDataset same, Freshness freshness) {
    this.list = list;
    this.same = same;
    this.freshness = freshness;
  }

  /** Which runs are wanted. */
  public static final class Wanted {
    @QueryParam("jobNamespace")
    @Nullable String jobNamespace;

    @QueryParam("jobName")
    @Nullable String jobName;

    @QueryParam("state")
    @Nullable String state;

    @QueryParam("derivedState")
    @Nullable String derivedState;

    @QueryParam("since")
    @Nullable String since;

    @QueryParam("until")
    @Nullable String until;

    @QueryParam("externalQueryId")
    @Nullable String externalQueryId;

    @QueryParam("datasetNamespace")
    @Nullable String datasetNamespace;

    @QueryParam("datasetName")
    @Nullable String datasetName;

    @QueryParam("parent")
    @Nullable String parent;
  }

  /**
   * A part of the list.
   *
   * @param items the runs, newest first; those that claim to be from the future come last
   * @param nextCursor where it goes on, null at its end
   * @param freshness how current it is
   */
  public record Runs(
      List<RunSummary> items, @Nullable String nextCursor, Freshness.State freshness) {}

  /** The runs that the parameters ask for; {@code limit} is 1 to 500. */
  @GET
  @Operation(operationId = "listLineageRuns", summary = "Runs, newest first")
  public Runs list(
      @BeanParam Wanted wanted,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Parameters.within("limit", limit, 1, MAX_LIMIT);
    DerivedState derived =
        Parameters.choice("derivedState", wanted.derivedState, DerivedState.class);
    RunFilter filter = filter(wanted, derived);
    Freshness.State state = freshness.await(minPosition);
    RunList.Part part = list.list(filter, derived, limit, cursor);
    return new Runs(part.items(), part.nextCursor(), state);
  }

  private RunFilter filter(Wanted wanted, @Nullable DerivedState derived) {
    JobId job = Parameters.job(wanted.jobNamespace, wanted.jobName);
    DatasetId dataset = Parameters.dataset(wanted.datasetNamespace, wanted.datasetName);
    RunStatus state = Parameters.choice("state", wanted.state, RunStatus.class);
    UUID parent = Parameters.run("parent", wanted.parent);
    Set<RunStatus> states = state == null ? Set.of() : Set.of(state);
    if (derived != null && (state == null || derived.own().contains(state))) {
      states = state == null ? derived.own() : states;
    }
    return new RunFilter(
        job == null ? null : EntityIds.of(job),
        states,
        Parameters.time("since", wanted.since),
        Parameters.time("until", wanted.until),
        Parameters.text("externalQueryId", wanted.externalQueryId),
        dataset == null ? null : Set.copyOf(same.members(EntityIds.of(dataset))),
        parent);
  }
}
