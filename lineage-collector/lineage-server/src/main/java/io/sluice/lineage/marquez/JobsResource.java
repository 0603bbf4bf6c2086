package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.history.Listing;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.RunStore;
import io.sluice.lineage.history.VersionStore;
import io.sluice.lineage.history.VersionStore.JobVersionRow;
import io.sluice.lineage.run.RunStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs, their versions and their runs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class JobsResource {

  private final EntityStore entities;
  private final RunStore runs;
  private final VersionStore versions;
  private final Lookup lookup;

  JobsResource(EntityStore entities, RunStore runs, VersionStore versions, Lookup lookup) {
    this.entities = entities;
    this.runs = runs;
    this.versions = versions;
    this.lookup = lookup;
  }

  /** A list of jobs. */
  public record Jobs(List<JobShape> jobs, long totalCount) {}

  /** A list of a job's versions. */
  public record Versions(List<JobShape.Version> versions, long totalCount) {}

  /** A list of runs. */
  public record Runs(List<RunShape> runs, long totalCount) {}

  /** All jobs, or those whose newest run is in one of the states. */
  @GET
  @Path("/jobs")
  @Operation(operationId = "listAllJobs", summary = "The jobs of all namespaces")
  public Jobs allJobs(
      @QueryParam("lastRunStates") List<String> lastRunStates, @BeanParam Paging paging)
      throws SQLException {
    List<String> states = lastRunStates.stream().flatMap(JobsResource::states).distinct().toList();
    Page page = lookup.begin(paging);
    return jobs(
        states.isEmpty() ? entities.jobs((String) null, page) : entities.jobsByState(states, page));
  }

  /** Clients repeat the parameter, or separate states by commas. */
  private static java.util.stream.Stream<String> states(String text) {
    return List.of(text.split(",")).stream()
        .map(String::strip)
        .filter(state -> !state.isEmpty())
        .map(
            state -> {
              try {
                return RunStatus.valueOf(state.toUpperCase(Locale.ROOT)).name();
              } catch (IllegalArgumentException e) {
                throw Lookup.invalid(
                    "lastRunStates",
                    "lastRunStates must be NEW, RUNNING, COMPLETED, ABORTED or FAILED");
              }
            });
  }

  /** The jobs of a namespace. */
  @GET
  @Path("/namespaces/{namespace}/jobs")
  @Operation(operationId = "listJobs", summary = "The jobs of a namespace")
  public Jobs jobs(@PathParam("namespace") String namespace, @BeanParam Paging paging)
      throws SQLException {
    return jobs(entities.jobs(Lookup.namespace(namespace), lookup.begin(paging)));
  }

  private Jobs jobs(Listing<JobRow> listing) throws SQLException {
    return new Jobs(lookup.whole(listing.items()), listing.total());
  }

  /** One job. */
  @GET
  @Path("/namespaces/{namespace}/jobs/{job}")
  @Operation(operationId = "getJob", summary = "A job")
  public JobShape job(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @BeanParam Paging paging)
      throws SQLException {
    lookup.begin(paging);
    return lookup.whole(lookup.job(namespace, job));
  }

  /** The versions of a job, the newest first. */
  @GET
  @Path("/namespaces/{namespace}/jobs/{job}/versions")
  @Operation(operationId = "listJobVersions", summary = "The versions of a job")
  public Versions versions(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @BeanParam Paging paging)
      throws SQLException {
    Page page = lookup.begin(paging);
    JobRow row = lookup.job(namespace, job);
    Listing<JobVersionRow> listing = versions.ofJob(row.id(), page);
    Map<UUID, Extras> extras = extras(listing.items());
    return new Versions(
        listing.items().stream().map(each -> JobShape.version(row, each, extras)).toList(),
        listing.total());
  }

  /** One version of a job. */
  @GET
  @Path("/namespaces/{namespace}/jobs/{job}/versions/{version}")
  @Operation(operationId = "getJobVersion", summary = "A version of a job")
  public JobShape.Version version(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @PathParam("version") String version,
      @BeanParam Paging paging)
      throws SQLException {
    lookup.begin(paging);
    JobRow row = lookup.job(namespace, job);
    JobVersionRow found =
        versions
            .ofJob(row.id(), Lookup.version(version))
            .orElseThrow(() -> Lookup.unknown("version", version));
    return JobShape.version(row, found, extras(List.of(found)));
  }

  private Map<UUID, Extras> extras(List<JobVersionRow> rows) throws SQLException {
    return lookup.extras(
        rows.stream().map(JobVersionRow::latestRun).filter(Objects::nonNull).toList());
  }

  /** The runs of a job, newest first. */
  @GET
  @Path("/namespaces/{namespace}/jobs/{job}/runs")
  @Operation(operationId = "listRuns", summary = "The runs of a job")
  public Runs runs(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @BeanParam Paging paging)
      throws SQLException {
    Page page = lookup.begin(paging);
    Listing<RunRow> listing = runs.ofJob(lookup.job(namespace, job).id(), page);
    Map<UUID, Extras> extras = lookup.extras(listing.items());
    return new Runs(
        listing.items().stream()
            .map(run -> RunShape.of(run, extras.getOrDefault(run.id(), Extras.NONE)))
            .toList(),
        listing.total());
  }
}
