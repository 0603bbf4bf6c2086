package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.history.RunStore;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.register.Deletions;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registers jobs and their runs, which comes into the log as events, and hides jobs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marquez")
@Blocking
public class JobWritesResource {

  private final RunStore runs;
  private final Deletions deletions;
  private final Writes writes;
  private final Lookup lookup;

  JobWritesResource(RunStore runs, Deletions deletions, Writes writes, Lookup lookup) {
    this.runs = runs;
    this.deletions = deletions;
    this.writes = writes;
    this.lookup = lookup;
  }

  /** Registers a job, or says what it reads and writes now. */
  @PUT
  @Path("/namespaces/{namespace}/jobs/{job}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "putJob", summary = "Register a job")
  public JobShape put(
      @PathParam("namespace") String namespace,
      @PathParam("job") String name,
      @Nullable JsonNode body)
      throws SQLException {
    JobId job = newJob(namespace, name);
    Body meta = Body.of(body);
    ObjectNode facets = facets(meta);
    List<DatasetId> inputs = meta.items("inputs").stream().map(Body.Item::dataset).toList();
    List<DatasetId> outputs = meta.items("outputs").stream().map(Body.Item::dataset).toList();
    Optional<String> run = meta.text("runId");
    outputs.forEach(writes::requireScope);
    lookup.await(0);
    String runId = run.isPresent() ? lookup.run(run.get()).state().run().text() : null;
    writes.emit(with(EventWriter.jobEvent(writes.now(), job, facets), inputs, outputs));
    if (runId != null) {
      ObjectNode seen =
          EventWriter.runEvent(EventType.OTHER, writes.now(), runId, EventWriter.none(), job);
      writes.emit(with(seen, inputs, outputs));
    }
    return lookup.whole(lookup.job(job));
  }

  private static ObjectNode with(
      ObjectNode event, List<DatasetId> inputs, List<DatasetId> outputs) {
    EventWriter.use(event, "inputs", inputs);
    EventWriter.use(event, "outputs", outputs);
    return event;
  }

  private static ObjectNode facets(Body meta) {
    ObjectNode facets = EventWriter.none();
    String type = meta.oneOf("type", Set.of("BATCH", "STREAM", "SERVICE")).orElse("BATCH");
    EventWriter.facet(facets, "jobType", "2-0-3", "JobTypeJobFacet")
        .put("processingType", type.equals("STREAM") ? "STREAMING" : type)
        .put("integration", "MARQUEZ")
        .put("jobType", "JOB");
    meta.text("description")
        .ifPresent(
            description ->
                EventWriter.facet(facets, "documentation", "1-1-0", "DocumentationJobFacet")
                    .put("description", description));
    meta.text("location")
        .map(Credentials::without)
        .ifPresent(
            location ->
                EventWriter.facet(
                        facets, "sourceCodeLocation", "1-0-1", "SourceCodeLocationJobFacet")
                    .put("type", "url")
                    .put("url", location));
    Map<String, String> context = meta.texts("context");
    String sql = context.getOrDefault("sql", context.get("SQL"));
    if (sql != null) {
      EventWriter.facet(facets, "sql", "1-1-0", "SQLJobFacet").put("query", sql);
    }
    return facets;
  }

  /** Puts a job out of sight, until an event mentions it again. */
  @DELETE
  @Path("/namespaces/{namespace}/jobs/{job}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "deleteJob", summary = "Hide a job")
  public JobShape delete(@PathParam("namespace") String namespace, @PathParam("job") String name)
      throws SQLException {
    writes.requireSteward();
    writes.requireNoScope();
    lookup.await(0);
    JobShape last = lookup.whole(lookup.job(namespace, name));
    deletions.delete(EntityIds.of(Lookup.jobId(namespace, name)), "JOB", writes.subject());
    return last;
  }

  /** Announces a run, which has not started yet. */
  @POST
  @Path("/namespaces/{namespace}/jobs/{job}/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "createRun", summary = "Announce a run of a job")
  public Response createRun(
      @PathParam("namespace") String namespace,
      @PathParam("job") String name,
      @Nullable JsonNode body,
      @Context UriInfo uri)
      throws SQLException {
    Body meta = Body.of(body);
    String id = meta.text("id").orElseGet(() -> UUID.randomUUID().toString());
    ObjectNode facets = runFacets(meta);
    lookup.await(0);
    lookup.job(namespace, name);
    if (runs.find(newRun(id)).isPresent()) {
      throw new ProblemException(CommonProblem.CONFLICT, "There is a run '" + id + "' already.");
    }
    JobId job = Lookup.jobId(namespace, name);
    writes.emit(EventWriter.runEvent(EventType.OTHER, writes.now(), id, facets, job));
    return Response.created(uri.getBaseUriBuilder().path("api/v1/jobs/runs/{id}").build(id))
        .entity(lookup.whole(lookup.run(id)))
        .build();
  }

  private static ObjectNode runFacets(Body meta) {
    ObjectNode facets = EventWriter.none();
    meta.time("nominalStartTime")
        .ifPresent(
            start -> {
              ObjectNode nominal =
                  EventWriter.facet(facets, "nominalTime", "1-0-1", "NominalTimeRunFacet")
                      .put("nominalStartTime", start.toString());
              meta.time("nominalEndTime")
                  .ifPresent(end -> nominal.put("nominalEndTime", end.toString()));
            });
    Map<String, String> args = meta.texts("args");
    if (!args.isEmpty()) {
      ArrayNode parameters =
          EventWriter.facet(facets, "executionParameters", "1-0-0", "ExecutionParametersRunFacet")
              .putArray("parameters");
      args.forEach((key, value) -> parameters.addObject().put("key", key).put("value", value));
    }
    return facets;
  }

  private static UUID newRun(String id) {
    try {
      return RunId.of(id).uuid();
    } catch (IllegalArgumentException e) {
      throw Body.wrong("/id", String.valueOf(e.getMessage()));
    }
  }

  private static JobId newJob(String namespace, String name) {
    try {
      return new JobId(namespace, name);
    } catch (IllegalArgumentException e) {
      throw Body.wrong("", String.valueOf(e.getMessage()));
    }
  }
}
