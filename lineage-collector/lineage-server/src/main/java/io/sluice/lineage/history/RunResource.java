package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.facet.NominalTime;
import io.sluice.lineage.facet.RunError;
import io.sluice.lineage.facet.Statistics;
import io.sluice.lineage.projection.Freshness;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunState;
import io.sluice.lineage.run.RunStatus;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One run with all that is known of it. */
@Path("/api/lineage/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Runs")
@Blocking
public class RunResource {

  /** Facets that tell what a run used, beside rows and bytes; kept as they were sent. */
  private static final Set<String> COST_FACETS =
      Set.of(
          "externalQuery",
          "gcp_dataproc",
          "gcp_dataproc_spark",
          "gcp_composer_run",
          "icebergScanReport",
          "icebergCommitReport",
          "spark_applicationDetails",
          "environment-properties",
          "sluice_cost");

  private final RunStore runs;
  private final RunTree tree;
  private final Freshness freshness;

  RunResource(RunStore runs, RunTree tree, Freshness freshness) {
    this.runs = runs;
    this.tree = tree;
    this.freshness = freshness;
  }

  /** A dataset that the run read or wrote, and how much. */
  public record Use(
      DatasetId dataset, Instant firstSeen, Instant lastSeen, @Nullable Statistics statistics) {}

  /** A run that started this one. */
  public record Parent(String runId, JobId job, @Nullable String rootRunId) {}

  /** A run that this one started. */
  public record Child(String runId, JobId job, RunStatus state) {}

  /** What the run used: facets about cost as sent, and rows and bytes over all outputs. */
  public record Usage(@Nullable Long rowsWritten, @Nullable Long bytesWritten, ObjectNode facets) {}

  /** The run. */
  public record Run(
      String runId,
      UUID id,
      JobId job,
      RunStatus state,
      RunStatus rolledUpState,
      Instant begunAt,
      @Nullable Instant endedAt,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable NominalTime nominalTime,
      @Nullable UUID jobVersion,
      boolean suspicious,
      @Nullable Parent parent,
      List<Child> children,
      List<Use> inputs,
      List<Use> outputs,
      List<RunError> errors,
      Usage usage,
      List<String> traceIds,
      Freshness.State freshness) {}

  /** The run of that id, as the producer sent it. */
  @GET
  @Operation(operationId = "getLineageRun", summary = "A run with its state, family and usage")
  public Run run(
      @PathParam("id") String id, @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Freshness.State state = freshness.await(minPosition);
    RunRow row =
        find(id)
            .orElseThrow(
                () ->
                    new ProblemException(CommonProblem.NOT_FOUND, "No run '" + id + "' is known."));
    return describe(row, state);
  }

  private Optional<RunRow> find(String id) throws SQLException {
    UUID uuid;
    try {
      uuid = RunId.of(id).uuid();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.NOT_FOUND, String.valueOf(e.getMessage()));
    }
    return runs.find(uuid);
  }

  private Run describe(RunRow row, Freshness.State freshness) throws SQLException {
    RunState state = row.state();
    Latest<RunError> error = state.error();
    Latest<NominalTime> nominal = state.nominalTime();
    List<Child> children = new ArrayList<>();
    for (RunRow child : runs.children(row.id())) {
      children.add(
          new Child(
              child.state().run().text(), child.state().job().value(), child.state().status()));
    }
    return new Run(
        state.run().text(),
        row.id(),
        state.job().value(),
        state.status(),
        tree.rolledUp(row),
        state.begunAt(),
        state.endedAt(),
        state.firstSeen(),
        state.lastSeen(),
        nominal == null ? null : nominal.value(),
        row.jobVersion(),
        state.suspicious(),
        parent(state),
        children,
        uses(state, DatasetRole.Role.INPUT),
        uses(state, DatasetRole.Role.OUTPUT),
        error == null ? List.of() : List.of(error.value()),
        usage(row),
        runs.traces(row.id()),
        freshness);
  }

  private static @Nullable Parent parent(RunState state) {
    var parent = state.parent();
    return parent == null
        ? null
        : new Parent(
            parent.value().run().text(),
            parent.value().job(),
            parent.value().root().map(RunId::text).orElse(null));
  }

  private static List<Use> uses(RunState state, DatasetRole.Role role) {
    List<Use> uses = new ArrayList<>();
    state
        .uses()
        .forEach(
            (dataset, use) -> {
              if (dataset.role() == role) {
                Latest<Statistics> statistics = use.statistics();
                uses.add(
                    new Use(
                        dataset.dataset(),
                        use.firstSeen(),
                        use.lastSeen(),
                        statistics == null ? null : statistics.value()));
              }
            });
    return uses;
  }

  private Usage usage(RunRow row) throws SQLException {
    Long rows = null;
    Long bytes = null;
    for (Use output : uses(row.state(), DatasetRole.Role.OUTPUT)) {
      if (output.statistics() != null) {
        rows = sum(rows, output.statistics().rowCount());
        bytes = sum(bytes, output.statistics().bytes());
      }
    }
    ObjectNode cost = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> facet : runs.facets(row.id()).properties()) {
      if (COST_FACETS.contains(facet.getKey())) {
        cost.set(facet.getKey(), facet.getValue());
      }
    }
    return new Usage(rows, bytes, cost);
  }

  private static @Nullable Long sum(@Nullable Long left, @Nullable Long right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left + right;
  }
}
