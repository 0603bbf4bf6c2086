package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.graph.LineageGraph;
import io.sluice.lineage.graph.LineageGraph.Neighbourhood;
import io.sluice.lineage.graph.NodeIds;
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

  private final LineageGraph graph;
  private final EntityStore entities;
  private final Freshness freshness;

  GraphResource(LineageGraph graph, EntityStore entities, Freshness freshness) {
    this.graph = graph;
    this.entities = entities;
    this.freshness = freshness;
  }

  /** A part of the graph. */
  public record Graph(List<Node> graph) {}

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
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    if (nodeId == null) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "nodeId is required", Map.of("parameter", "nodeId"));
    }
    requireDepth(depth);
    List<NodeIds.Candidate> candidates = NodeIds.read(nodeId);
    freshness.await(minPosition);
    for (NodeIds.Candidate candidate : candidates) {
      List<Neighbourhood> around = graph.around(candidate.id(), depth, null, MAX_NODES);
      if (!around.isEmpty()) {
        return new Graph(nodes(around));
      }
    }
    return new Graph(List.of(lone(candidates, nodeId)));
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
    for (NodeIds.Candidate candidate : candidates) {
      GraphNode node =
          new GraphNode(candidate.id(), candidate.type(), candidate.namespace(), candidate.name());
      Map<UUID, Object> data = data(List.of(node));
      if (data.containsKey(node.id())) {
        return new Node(
            node.nodeId(), node.type().name(), data.get(node.id()), List.of(), List.of());
      }
    }
    throw new ProblemException(CommonProblem.NOT_FOUND, "No node '" + nodeId + "' is known.");
  }

  private List<Node> nodes(List<Neighbourhood> around) throws SQLException {
    Map<UUID, Object> data = data(around.stream().map(Neighbourhood::node).toList());
    Set<UUID> shown = new HashSet<>();
    around.forEach(part -> shown.add(part.node().id()));
    List<Node> nodes = new ArrayList<>(around.size());
    for (Neighbourhood part : around) {
      String id = part.node().nodeId();
      nodes.add(
          new Node(
              id,
              part.node().type().name(),
              data.getOrDefault(part.node().id(), Map.of()),
              part.inEdges().stream()
                  .filter(node -> shown.contains(node.id()))
                  .map(node -> new Edge(node.nodeId(), id))
                  .toList(),
              part.outEdges().stream()
                  .filter(node -> shown.contains(node.id()))
                  .map(node -> new Edge(id, node.nodeId()))
                  .toList()));
    }
    return nodes;
  }

  private Map<UUID, Object> data(List<GraphNode> nodes) throws SQLException {
    Map<UUID, Object> data = new HashMap<>();
    for (JobRow job : entities.jobs(ids(nodes, GraphNode.Type.JOB))) {
      data.put(job.id(), Shapes.job(job));
    }
    for (DatasetRow dataset : entities.datasets(ids(nodes, GraphNode.Type.DATASET))) {
      data.put(dataset.id(), Shapes.dataset(dataset));
    }
    return data;
  }

  private static List<UUID> ids(List<GraphNode> nodes, GraphNode.Type type) {
    return nodes.stream().filter(node -> node.type() == type).map(GraphNode::id).toList();
  }
}
