package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.UpstreamStore;
import io.sluice.lineage.history.UpstreamStore.Step;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.RunState;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which runs wrote what a run read. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class RunLineageResource {

  private final UpstreamStore upstream;
  private final Lookup lookup;

  RunLineageResource(UpstreamStore upstream, Lookup lookup) {
    this.upstream = upstream;
    this.lookup = lookup;
  }

  /** Runs, the one asked about first. */
  public record Runs(List<Traced> runs) {}

  /** A run and what it read. */
  public record Traced(Job job, Run run, List<Input> inputs) {}

  /** The job of a run, in the version that the run showed. */
  public record Job(String namespace, String name, @Nullable UUID version) {}

  /** A run in short. */
  public record Run(String id, @Nullable Instant start, @Nullable Instant end, String status) {}

  /** What was read, in which version, and which run wrote it. */
  public record Input(
      String namespace, String name, @Nullable UUID version, @Nullable String producedByRunId) {}

  /** The runs whose output a run read, the runs whose output those read, and so on. */
  @GET
  @Path("/runlineage/upstream")
  @Operation(operationId = "getRunLineageUpstream", summary = "The runs upstream of a run")
  public Runs upstream(
      @QueryParam("runId") @Nullable String runId,
      @QueryParam("depth") @DefaultValue("20") int depth,
      @BeanParam Paging paging)
      throws SQLException {
    if (runId == null || runId.isBlank()) {
      throw Lookup.invalid("runId", "runId is required");
    }
    GraphResource.requireDepth(depth);
    lookup.begin(paging);
    List<Step> steps = upstream.upstream(lookup.run(runId), depth);
    Map<UUID, Extras> extras = lookup.extras(steps.stream().map(Step::run).toList());
    Set<UUID> producers = new LinkedHashSet<>();
    steps.forEach(step -> producers.addAll(step.producers().values()));
    Map<UUID, String> names = upstream.names(producers);
    return new Runs(
        steps.stream()
            .map(step -> traced(step, extras.getOrDefault(step.run().id(), Extras.NONE), names))
            .toList());
  }

  private static Traced traced(Step step, Extras extras, Map<UUID, String> names) {
    RunState state = step.run().state();
    var job = state.job().value();
    List<Input> inputs = new ArrayList<>();
    for (DatasetRole use : state.uses().keySet()) {
      if (use.role() == DatasetRole.Role.INPUT) {
        UUID producer = step.producers().get(use);
        inputs.add(
            new Input(
                use.dataset().namespace(),
                use.dataset().name(),
                extras.versions().get(use),
                producer == null ? null : names.get(producer)));
      }
    }
    String status = state.status().name();
    return new Traced(
        new Job(job.namespace(), job.name(), step.run().jobVersion()),
        new Run(
            state.run().text(),
            status.equals("NEW") ? null : state.begunAt(),
            state.endedAt(),
            status),
        inputs);
  }
}
