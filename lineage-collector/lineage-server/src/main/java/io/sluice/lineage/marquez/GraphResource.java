package io.sluice.lineage.marquez;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.access.Permission;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.graph.LineageGraph;
import io.sluice.lineage.graph.LineageGraph.Neighbourhood;
import io.sluice.lineage.graph.NodeIds;
import io.sluice.lineage.graph.ReadBudget;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.JobRow;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What lies around a job or a dataset. */
@Path("/api/v1/lineage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class GraphResource {

  static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 20_000;
  private static final int MAX_EDGES = 100_000;

  /** How many nodes are described at a time, so that few events are in memory at once. */
  private static final int STRETCH = 100;

  private static final int MAX_FACET_CHARS = 16 << 20;

  /** With its data, edges and facets, as objects and as text. */
  private static final int BYTES_OF_A_NODE = 8_192;

  private final LineageGraph graph;
  private final EntityStore entities;
  private final Freshness freshness;
  private final Lookup lookup;
  private final ReadBudget budget;

  GraphResource(
      LineageGraph graph,
      EntityStore entities,
      Freshness freshness,
      Lookup lookup,
      ReadBudget budget) {
    this.lookup = lookup;
    this.budget = budget;
    this.graph = graph;
    this.entities = entities;
    this.freshness = freshness;
  }

  /**
   * A part of the graph.
   *
   * @param graph its nodes, the nearest first
   * @param truncated true if nodes, edges or facets were left out because of their number
   */
  public record Graph(
      List<Node> graph, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated) {}

  /** A node with the edges that touch it. */
  public record Node(
      String id, String type, Object data, List<Edge> inEdges, List<Edge> outEdges) {}

  /** An edge, from where the data come to where they go. */
  public record Edge(String origin, String destination) {}

  /** The part of the graph around a node, in both directions. */
  @GET
  @Operation(operationId = "getLineage", summary = "The graph around a job or dataset")
  public Graph lineage(
      @QueryParam("nodeId") @Nullable String nodeId,
      @QueryParam("depth") @DefaultValue("20") int depth,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("knownAt") @Nullable Long knownAt,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    if (nodeId == null) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "nodeId is required", Map.of("parameter", "nodeId"));
    }
    if (nodeId.startsWith("datasetField:")) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "nodeId must name a job or a dataset; columns have /api/v1/column-lineage",
          Map.of("parameter", "nodeId"));
    }
    requireDepth(depth);
    Instant at = Times.instant("asOf", asOf);
    List<NodeIds.Candidate> candidates = NodeIds.read(nodeId);
    freshness.await(minPosition);
    for (NodeIds.Candidate candidate : candidates) {
      LineageGraph.Part around =
          graph.around(candidate.id(), depth, null, MAX_NODES, MAX_EDGES, at, knownAt);
      if (!around.nodes().isEmpty()) {
        budget.take((long) around.nodes().size() * BYTES_OF_A_NODE);
        Graph found = describe(around);
        if (found.graph.isEmpty()
            || !found.graph.get(0).id.equals(around.nodes().get(0).node().nodeId())) {
          throw Lookup.unknown("node", nodeId);
        }
        return found;
      }
    }
    return new Graph(List.of(lone(candidates, nodeId)), false);
  }

  static void requireDepth(int depth) {
    if (depth < 0 || depth > MAX_DEPTH) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "depth must be between 0 and " + MAX_DEPTH,
          Map.of("parameter", "depth"));
    }
  }

  /** A job or dataset that nothing connects is a graph of its own. */
  private Node lone(List<NodeIds.Candidate> candidates, String nodeId) throws SQLException {
    List<GraphNode> nodes =
        candidates.stream()
            .map(c -> new GraphNode(c.id(), c.type(), c.namespace(), c.name()))
            .toList();
    Map<UUID, Object> data = data(nodes, false).byId;
    for (GraphNode node : nodes) {
      if (data.containsKey(node.id())) {
        Object whole = data(List.of(node), true).byId.getOrDefault(node.id(), Map.of());
        return new Node(node.nodeId(), node.type().name(), whole, List.of(), List.of());
      }
    }
    throw new ProblemException(CommonProblem.NOT_FOUND, "No node '" + nodeId + "' is known.");
  }

  private Graph describe(LineageGraph.Part part) throws SQLException {
    List<Node> nodes = new ArrayList<>(part.nodes().size());
    Set<String> gone = new HashSet<>();
    long facetChars = 0;
    for (int from = 0; from < part.nodes().size(); from += STRETCH) {
      List<Neighbourhood> stretch =
          part.nodes().subList(from, Math.min(from + STRETCH, part.nodes().size()));
      Data data =
          data(stretch.stream().map(Neighbourhood::node).toList(), facetChars < MAX_FACET_CHARS);
      facetChars += data.facetChars;
      for (Neighbourhood near : stretch) {
        Object known = data.byId.get(near.node().id());
        if (known == null) {
          gone.add(near.node().nodeId());
        } else {
          nodes.add(node(near, known));
        }
      }
    }
    return new Graph(
        gone.isEmpty() ? nodes : without(gone, nodes),
        !part.whole() || facetChars >= MAX_FACET_CHARS);
  }

  /** What was deleted is not shown, and neither is an edge to it. */
  private static List<Node> without(Set<String> gone, List<Node> nodes) {
    return nodes.stream()
        .map(
            node ->
                new Node(
                    node.id,
                    node.type,
                    node.data,
                    node.inEdges.stream().filter(edge -> !gone.contains(edge.origin)).toList(),
                    node.outEdges.stream()
                        .filter(edge -> !gone.contains(edge.destination))
                        .toList()))
        .toList();
  }

  private static Node node(Neighbourhood near, Object data) {
    String id = near.node().nodeId();
    return new Node(
        id,
        near.node().type().name(),
        data,
        near.inEdges().stream().map(node -> new Edge(node.nodeId(), id)).toList(),
        near.outEdges().stream().map(node -> new Edge(id, node.nodeId())).toList());
  }

  /** What is known of some nodes, and how long their facets are as text. */
  private record Data(Map<UUID, Object> byId, long facetChars) {}

  private Data data(List<GraphNode> nodes, boolean withFacets) throws SQLException {
    Map<UUID, Object> data = new HashMap<>();
    long chars = 0;
    List<JobRow> jobs = entities.jobs(ids(nodes, GraphNode.Type.JOB), withFacets);
    List<JobShape> shapes = lookup.whole(jobs);
    for (int i = 0; i < jobs.size(); i++) {
      JobRow job = jobs.get(i);
      data.put(job.id(), shapes.get(i));
      chars += withFacets ? job.facets().toString().length() : 0;
    }
    for (DatasetRow dataset : entities.datasets(ids(nodes, GraphNode.Type.DATASET), withFacets)) {
      data.put(dataset.id(), DatasetShape.of(dataset));
      chars += withFacets ? dataset.facets().toString().length() : 0;
    }
    return new Data(data, chars);
  }

  private static List<UUID> ids(List<GraphNode> nodes, GraphNode.Type type) {
    return nodes.stream().filter(node -> node.type() == type).map(GraphNode::id).toList();
  }
}
