package io.sluice.lineage.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.RunStore;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunState;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One run with all that is known of it. */
@Path("/api/lineage/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Runs")
@Blocking
public class RunResource {

  private static final int MAX_CHILDREN = 1_000;
  private static final Duration SKEW = Duration.ofMinutes(1);

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
  private final KnownRuns known;
  private final RunStates states;
  private final FamilyStore families;
  private final RunDetailStore details;
  private final Freshness freshness;

  RunResource(
      RunStore runs,
      KnownRuns known,
      RunStates states,
      FamilyStore families,
      RunDetailStore details,
      Freshness freshness) {
    this.runs = runs;
    this.known = known;
    this.states = states;
    this.families = families;
    this.details = details;
    this.freshness = freshness;
  }

  /** The run of that id, as the producer sent it. */
  @GET
  @Operation(operationId = "getLineageRun", summary = "A run with its state, family and usage")
  public RunView run(
      @PathParam("id") String id, @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Freshness.State state = freshness.await(minPosition);
    return view(known.require(id), state);
  }

  private RunView view(RunRow row, Freshness.State freshness) throws SQLException {
    RunState state = row.state();
    List<RunRow> children = families.children(row.id(), MAX_CHILDREN);
    List<RunRow> all = new ArrayList<>(children);
    all.add(row);
    Map<UUID, Derived> derived = states.derive(all);
    Derived own = derivedOf(derived, row);
    List<RunDetailStore.TimelineEvent> timeline = details.timeline(row.id());
    Map<RunDetailStore.UseKey, RunDetailStore.Versions> versions = details.versions(List.of(row));
    List<RunView.Use> outputs = uses(row, DatasetRole.Role.OUTPUT, versions);
    String code = RunView.value(state.code());
    var error = state.error();
    return new RunView(
        state.run().text(),
        row.id(),
        state.job().value(),
        state.status(),
        own.state(),
        own.rolledUp(),
        state.begunAt(),
        state.endedAt(),
        state.firstSeen(),
        state.lastSeen(),
        own.staleAt(),
        own.expected(),
        RunView.value(state.nominalTime()),
        row.jobVersion(),
        code == null || code.startsWith("\n") ? null : code.substring(0, code.indexOf('\n')),
        own.suspicious(),
        flags(own, timeline),
        RunView.Parent.of(state),
        own.children(),
        own.failedChildren(),
        children.stream().map(child -> RunSummary.of(child, derivedOf(derived, child))).toList(),
        uses(row, DatasetRole.Role.INPUT, versions),
        outputs,
        error == null ? List.of() : List.of(error.value()),
        RunView.value(state.details().processing()),
        RunView.value(state.details().engine()),
        RunView.value(state.details().producer()),
        RunView.value(state.details().tests()),
        RunView.value(state.details().extraction()),
        RunView.value(state.details().dependencies()),
        details.queries(row.id()),
        RunView.Usage.of(outputs, costFacets(row.id())),
        timeline,
        runs.traces(row.id()),
        freshness);
  }

  private static Derived derivedOf(Map<UUID, Derived> derived, RunRow row) {
    return Objects.requireNonNull(derived.get(row.id()));
  }

  /** The arrival of events tells more than the clock does of what came from a little ahead. */
  private static Set<RunFlag> flags(Derived derived, List<RunDetailStore.TimelineEvent> timeline) {
    EnumSet<RunFlag> flags = EnumSet.noneOf(RunFlag.class);
    flags.addAll(derived.flags());
    for (RunDetailStore.TimelineEvent event : timeline) {
      if (event.receivedAt() != null) {
        Duration ahead = Duration.between(event.receivedAt(), event.eventTime());
        if (ahead.compareTo(RunFlag.FUTURE) > 0) {
          flags.add(RunFlag.FUTURE_TIME);
        } else if (ahead.compareTo(SKEW) > 0) {
          flags.add(RunFlag.CLOCK_SKEW);
        }
      }
    }
    return flags;
  }

  private static List<RunView.Use> uses(
      RunRow row,
      DatasetRole.Role role,
      Map<RunDetailStore.UseKey, RunDetailStore.Versions> known) {
    List<RunView.Use> uses = new ArrayList<>();
    row.state()
        .uses()
        .forEach(
            (dataset, use) -> {
              if (dataset.role() == role) {
                RunDetailStore.Versions versions =
                    known.getOrDefault(
                        new RunDetailStore.UseKey(row.id(), role, EntityIds.of(dataset.dataset())),
                        RunDetailStore.Versions.NONE);
                uses.add(
                    new RunView.Use(
                        dataset.dataset(),
                        use.firstSeen(),
                        use.lastSeen(),
                        RunView.value(use.statistics()),
                        versions.dataVersion(),
                        versions.schemaVersion(),
                        RunView.value(use.assertions())));
              }
            });
    return uses;
  }

  private ObjectNode costFacets(UUID run) throws SQLException {
    ObjectNode cost = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> facet : runs.facets(run).properties()) {
      if (COST_FACETS.contains(facet.getKey())) {
        cost.set(facet.getKey(), facet.getValue());
      }
    }
    return cost;
  }
}
