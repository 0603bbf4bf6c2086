package io.sluice.lineage.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.access.Permission;
import io.sluice.lineage.projection.Freshness;
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
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The graph around nodes, the ways between them, what depends on them, and what changed. */
@Path("/api/lineage/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Graph")
@Blocking
public class GraphReadsResource {

  private static final int MAX_NODES = 10_000;
  private static final int MAX_DEPTH = 1_000;
  private static final int MAX_PATHS = 100;
  private static final int MAX_LISTED = 100_000;

  /** With its edges, as objects and as text. */
  static final int BYTES_OF_A_NODE = 4_096;

  private final Looks looks;
  private final Impacts impacts;
  private final Differences differences;
  private final ReadBudget budget;

  GraphReadsResource(Looks looks, Impacts impacts, Differences differences, ReadBudget budget) {
    this.budget = budget;
    this.looks = looks;
    this.impacts = impacts;
    this.differences = differences;
  }

  /**
   * A part of the graph.
   *
   * @param node where it was begun
   * @param nodes its nodes, the nearest first
   * @param edges the edges between them
   * @param closedEdges edges that were closed, if they were asked for
   * @param truncated whether something was left out because it would have been too much
   * @param freshness how current it is
   */
  public record Graph(
      String node,
      List<Shown.Node> nodes,
      List<Shown.Edge> edges,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Shown.Edge> closedEdges,
      boolean truncated,
      Freshness.State freshness) {}

  /** What lies around a job or a dataset. */
  @GET
  @Path("/graph")
  @Operation(operationId = "getGraph", summary = "The graph around a job or dataset")
  public Graph graph(
      @BeanParam ReadParameters read,
      @QueryParam("node") @Nullable String node,
      @QueryParam("direction") @DefaultValue("BOTH") String direction,
      @QueryParam("depth") @DefaultValue("5") int depth,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      @QueryParam("closed") @DefaultValue("false") boolean closed) {
    String asked = required("node", node);
    ReadParameters.within("depth", depth, 0, MAX_DEPTH);
    ReadParameters.within("limit", limit, 1, MAX_NODES);
    Direction way = direction(direction);
    Look look = looks.look(read);
    int start = looks.find(look, "node", asked);
    budget.take((long) limit * BYTES_OF_A_NODE);
    PartOfGraph.Drawn drawn =
        looks.walk(scratch -> PartOfGraph.around(look, start, depth, way, limit, closed, scratch));
    return new Graph(
        look.lens().describe(look.lens().shown(start)).nodeId(),
        drawn.nodes(),
        drawn.edges(),
        drawn.closed(),
        !drawn.whole(),
        looks.freshness());
  }

  /**
   * Ways from one node to another.
   *
   * @param paths the shortest first, each with both ends
   * @param truncated whether there may be more within the limit that were not found
   * @param freshness how current it is
   */
  public record PathList(
      List<List<Shown.Node>> paths, boolean truncated, Freshness.State freshness) {}

  /** The shortest ways from one node to another, with the data. */
  @GET
  @Path("/paths")
  @Operation(operationId = "getPaths", summary = "The shortest ways from one node to another")
  public PathList paths(
      @BeanParam ReadParameters read,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("depth") @DefaultValue("100") int depth,
      @QueryParam("limit") @DefaultValue("10") int limit) {
    String first = required("from", from);
    String last = required("to", to);
    ReadParameters.within("depth", depth, 1, MAX_DEPTH);
    ReadParameters.within("limit", limit, 1, MAX_PATHS);
    Look look = looks.look(read);
    int start = looks.find(look, "from", first);
    int end = looks.find(look, "to", last);
    Paths.Found found =
        looks.walk(scratch -> Paths.between(look, start, end, limit, depth, scratch));
    return new PathList(
        found.ways().stream().map(way -> nodes(look, way)).toList(),
        !found.whole(),
        looks.freshness());
  }

  private static List<Shown.Node> nodes(Look look, List<Integer> way) {
    return way.stream()
        .map(look.lens()::shown)
        .distinct()
        .filter(node -> !look.hides(node))
        .map(node -> Shown.Node.of(look.lens().describe(node), null))
        .toList();
  }

  /** All that a job, a dataset or a column has influence on. */
  @GET
  @Path("/impact")
  @Operation(operationId = "getImpact", summary = "What depends on a job, dataset or column")
  public Impacts.Impact impact(
      @BeanParam ReadParameters read,
      @QueryParam("node") @Nullable String node,
      @QueryParam("column") @Nullable String column,
      @QueryParam("depth") @DefaultValue("1000") int depth,
      @QueryParam("limit") @DefaultValue("1000") int limit)
      throws SQLException {
    String asked = required("node", node);
    ReadParameters.within("depth", depth, 1, MAX_DEPTH);
    ReadParameters.within("limit", limit, 0, MAX_LISTED);
    Look look = looks.look(read);
    int start = looks.find(look, "node", asked);
    budget.take((long) limit * BYTES_OF_A_NODE);
    return impacts.of(look, start, column, depth, limit);
  }

  /** What changed between two instants, or between two positions of the log. */
  @GET
  @Path("/diff")
  @Operation(operationId = "getGraphDiff", summary = "What changed between two moments")
  public Differences.Difference diff(
      @BeanParam ReadParameters read,
      @QueryParam("node") @Nullable String node,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("fromPosition") @Nullable Long fromPosition,
      @QueryParam("toPosition") @Nullable Long toPosition,
      @QueryParam("depth") @DefaultValue("5") int depth,
      @QueryParam("limit") @DefaultValue("1000") int limit)
      throws SQLException {
    ReadParameters.within("depth", depth, 0, MAX_DEPTH);
    ReadParameters.within("limit", limit, 1, MAX_NODES);
    Instant begin = Moments.instant("from", from);
    Instant end = Moments.instant("to", to);
    if ((begin == null) == (fromPosition == null)) {
      throw ReadParameters.invalid("from", "give either from or fromPosition");
    }
    Look look = looks.look(read);
    long newest = look.view().position();
    Moment before = Moments.of(begin == null ? read.asOf() : begin, fromPosition, newest);
    Moment after = Moments.of(begin == null ? read.asOf() : end, toPosition, newest);
    Integer around = node == null ? null : looks.find(look, "node", node);
    return differences.between(look, before, after, around, depth, limit);
  }

  static String required(String parameter, @Nullable String value) {
    if (value == null) {
      throw ReadParameters.invalid(parameter, parameter + " is required");
    }
    return value;
  }

  /** Null for both. */
  static @Nullable Direction direction(String text) {
    return text.toUpperCase(Locale.ROOT).equals("BOTH")
        ? null
        : ReadParameters.choose("direction", text, Direction.class);
  }
}
