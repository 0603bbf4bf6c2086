package io.sluice.lineage.runs;

import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.graph.Direction;
import io.sluice.lineage.history.RunRow;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which run read what which other wrote. */
@Path("/api/lineage/v1/runs/{id}/lineage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Runs")
@Blocking
public class RunLineageResource {

  private static final int MAX_DEPTH = 20;

  private final KnownRuns known;
  private final RunLineage lineage;
  private final RunStates states;
  private final Freshness freshness;

  RunLineageResource(KnownRuns known, RunLineage lineage, RunStates states, Freshness freshness) {
    this.known = known;
    this.lineage = lineage;
    this.states = states;
    this.freshness = freshness;
  }

  /** A run, and how far it is from the one that was asked for. */
  public record Node(int distance, RunSummary run) {}

  /**
   * A dataset read by a run.
   *
   * @param dataset the dataset
   * @param version the version of its data, null if nobody said
   * @param readerRunId the run that read it
   * @param writerRunId the run that wrote what was read, null if it is not known
   * @param match how that is known
   */
  public record Edge(
      DatasetId dataset,
      @Nullable String version,
      String readerRunId,
      @Nullable String writerRunId,
      VersionMatch match) {}

  /**
   * The runs around a run.
   *
   * @param runs the runs, the one asked for first
   * @param edges what they read of each other
   * @param truncated whether something was left out because there was too much
   * @param freshness how current it is
   */
  public record Answer(
      List<Node> runs, List<Edge> edges, boolean truncated, Freshness.State freshness) {}

  /** Walks up to {@code depth} (1 to 20) runs upstream or downstream. */
  @GET
  @Operation(operationId = "getRunLineage", summary = "Which run read what which other wrote")
  public Answer lineage(
      @PathParam("id") String id,
      @QueryParam("direction") @DefaultValue("UPSTREAM") String direction,
      @QueryParam("depth") @DefaultValue("5") int depth,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Direction way =
        Objects.requireNonNull(Parameters.choice("direction", direction, Direction.class));
    Parameters.within("depth", depth, 1, MAX_DEPTH);
    Freshness.State state = freshness.await(minPosition);
    RunGraph graph = lineage.walk(known.require(id), way, depth);
    List<RunRow> rows = graph.runs().stream().map(RunGraph.Node::row).toList();
    Map<UUID, Derived> derived = states.derive(rows);
    Map<UUID, String> names = new HashMap<>();
    rows.forEach(row -> names.put(row.id(), row.state().run().text()));
    List<Node> nodes = new ArrayList<>();
    for (RunGraph.Node node : graph.runs()) {
      nodes.add(
          new Node(
              node.distance(),
              RunSummary.of(node.row(), Objects.requireNonNull(derived.get(node.row().id())))));
    }
    List<Edge> edges = new ArrayList<>();
    for (RunGraph.Read read : graph.reads()) {
      UUID writer = read.writer();
      edges.add(
          new Edge(
              read.dataset(),
              read.version(),
              name(names, read.reader()),
              writer == null ? null : name(names, writer),
              read.match()));
    }
    return new Answer(nodes, edges, graph.truncated(), state);
  }

  private static String name(Map<UUID, String> names, UUID run) {
    return names.getOrDefault(run, run.toString());
  }
}
