package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.history.Listing;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.RunStore;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Namespaces, jobs, datasets and runs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class MarquezResource {

  private final EntityStore entities;
  private final RunStore runs;
  private final Freshness freshness;

  MarquezResource(EntityStore entities, RunStore runs, Freshness freshness) {
    this.entities = entities;
    this.runs = runs;
    this.freshness = freshness;
  }

  /** What every list takes. */
  public static class Paging {
    @QueryParam("limit")
    @DefaultValue("100")
    int limit;

    @QueryParam("offset")
    @DefaultValue("0")
    int offset;

    @QueryParam("minPosition")
    @DefaultValue("0")
    long minPosition;
  }

  /** A list of namespaces. */
  public record Namespaces(List<Shapes.Namespace> namespaces) {}

  /** A list of jobs. */
  public record Jobs(List<Shapes.Job> jobs, long totalCount) {}

  /** A list of datasets. */
  public record Datasets(List<Shapes.Dataset> datasets, long totalCount) {}

  /** A list of a dataset's versions. */
  public record Versions(List<Shapes.DatasetVersion> versions, long totalCount) {}

  /** A list of runs. */
  public record Runs(List<Shapes.Run> runs, long totalCount) {}

  /** The facets of a run or its job. */
  public record RunFacets(String runId, ObjectNode facets) {}

  /** The namespaces. */
  @GET
  @Path("/namespaces")
  @Operation(operationId = "listNamespaces", summary = "The namespaces")
  public Namespaces namespaces(@BeanParam Paging paging) throws SQLException {
    Page page = begin(paging);
    return new Namespaces(
        entities.namespaces(page).stream().map(MarquezResource::namespace).toList());
  }

  /** One namespace. */
  @GET
  @Path("/namespaces/{namespace}")
  @Operation(operationId = "getNamespace", summary = "A namespace")
  public Shapes.Namespace namespace(
      @PathParam("namespace") String namespace, @BeanParam Paging paging) throws SQLException {
    begin(paging);
    return entities.namespace(EntityIds.ofNamespace(namespace)).stream()
        .map(MarquezResource::namespace)
        .findFirst()
        .orElseThrow(() -> unknown("namespace", namespace));
  }

  /** All jobs. */
  @GET
  @Path("/jobs")
  @Operation(operationId = "listAllJobs", summary = "The jobs of all namespaces")
  public Jobs allJobs(@BeanParam Paging paging) throws SQLException {
    return jobs(entities.jobs(null, begin(paging)));
  }

  /** The jobs of a namespace. */
  @GET
  @Path("/namespaces/{namespace}/jobs")
  @Operation(operationId = "listJobs", summary = "The jobs of a namespace")
  public Jobs jobs(@PathParam("namespace") String namespace, @BeanParam Paging paging)
      throws SQLException {
    return jobs(entities.jobs(namespace, begin(paging)));
  }

  private static Jobs jobs(Listing<JobRow> listing) {
    return new Jobs(listing.items().stream().map(Shapes::job).toList(), listing.total());
  }

  /** One job. */
  @GET
  @Path("/namespaces/{namespace}/jobs/{job}")
  @Operation(operationId = "getJob", summary = "A job")
  public Shapes.Job job(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @BeanParam Paging paging)
      throws SQLException {
    begin(paging);
    return Shapes.job(findJob(namespace, job));
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
    Page page = begin(paging);
    Listing<RunRow> listing = runs.ofJob(findJob(namespace, job).id(), page);
    return new Runs(
        listing.items().stream()
            .map(run -> Shapes.run(run, JsonNodeFactory.instance.objectNode()))
            .toList(),
        listing.total());
  }

  /** The datasets of a namespace. */
  @GET
  @Path("/namespaces/{namespace}/datasets")
  @Operation(operationId = "listDatasets", summary = "The datasets of a namespace")
  public Datasets datasets(@PathParam("namespace") String namespace, @BeanParam Paging paging)
      throws SQLException {
    Listing<DatasetRow> listing = entities.datasets(namespace, begin(paging));
    return new Datasets(listing.items().stream().map(Shapes::dataset).toList(), listing.total());
  }

  /** One dataset. */
  @GET
  @Path("/namespaces/{namespace}/datasets/{dataset}")
  @Operation(operationId = "getDataset", summary = "A dataset")
  public Shapes.Dataset dataset(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @BeanParam Paging paging)
      throws SQLException {
    begin(paging);
    return Shapes.dataset(findDataset(namespace, dataset));
  }

  /** The versions of a dataset's schema, newest first. */
  @GET
  @Path("/namespaces/{namespace}/datasets/{dataset}/versions")
  @Operation(operationId = "listDatasetVersions", summary = "The versions of a dataset")
  public Versions versions(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @BeanParam Paging paging)
      throws SQLException {
    Page page = begin(paging);
    DatasetRow row = findDataset(namespace, dataset);
    Listing<EntityStore.VersionRow> listing = entities.schemaVersions(row.id(), page);
    return new Versions(
        listing.items().stream().map(version -> Shapes.version(row, version)).toList(),
        listing.total());
  }

  /** One run. */
  @GET
  @Path("/jobs/runs/{id}")
  @Operation(operationId = "getRun", summary = "A run")
  public Shapes.Run run(@PathParam("id") String id, @BeanParam Paging paging) throws SQLException {
    begin(paging);
    RunRow run = findRun(id);
    return Shapes.run(run, runs.facets(run.id()));
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
    begin(paging);
    RunRow run = findRun(id);
    String text = run.state().run().text();
    return switch (type) {
      case "run" -> new RunFacets(text, runs.facets(run.id()));
      case "job" -> {
        JobId job = run.state().job().value();
        yield new RunFacets(text, findJob(job.namespace(), job.name()).facets());
      }
      default ->
          throw new ProblemException(CommonProblem.INVALID_REQUEST, "type must be run or job");
    };
  }

  private Page begin(Paging paging) {
    Page page = new Page(paging.limit, paging.offset);
    freshness.await(paging.minPosition);
    return page;
  }

  private JobRow findJob(String namespace, String name) throws SQLException {
    UUID id = id(() -> EntityIds.of(new JobId(namespace, name)));
    return first(entities.jobs(List.of(id)))
        .orElseThrow(() -> unknown("job", namespace + " " + name));
  }

  private DatasetRow findDataset(String namespace, String name) throws SQLException {
    UUID id = id(() -> EntityIds.of(new DatasetId(namespace, name)));
    return first(entities.datasets(List.of(id)))
        .orElseThrow(() -> unknown("dataset", namespace + " " + name));
  }

  private RunRow findRun(String id) throws SQLException {
    UUID uuid = id(() -> RunId.of(id).uuid());
    return runs.find(uuid).orElseThrow(() -> unknown("run", id));
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }

  private static UUID id(Supplier<UUID> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException unknown(String what, String name) {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "No " + what + " '" + name + "' is known.");
  }

  private static Shapes.Namespace namespace(EntityStore.NamespaceRow row) {
    return new Shapes.Namespace(
        row.name(), row.firstSeen(), row.lastSeen(), "anonymous", null, false);
  }
}
