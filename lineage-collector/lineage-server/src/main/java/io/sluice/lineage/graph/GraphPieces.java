package io.sluice.lineage.graph;

import io.sluice.lineage.projection.Freshness;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pieces of the graph around a node, for who draws them: merged, collapsed, hidden left out. */
@Singleton
public class GraphPieces {

  private final Looks looks;
  private final ReadBudget budget;

  GraphPieces(Looks looks, ReadBudget budget) {
    this.looks = looks;
    this.budget = budget;
  }

  /**
   * Which version of the graph is looked at, and how: two that are equal show the same.
   *
   * @param rows how many rows there are of edges and of families; nothing changes without a row
   * @param names how often the names of datasets changed
   * @param hidden how often what is hidden changed
   * @param asOf what held then
   * @param knownAt by what was known then
   * @param options kinds, direct, collapse, includeHidden
   */
  public record Version(
      List<Long> rows,
      long names,
      long hidden,
      @Nullable Instant asOf,
      @Nullable Long knownAt,
      List<Object> options) {}

  /** What is to be looked at, and its version. */
  public static final class Sight {

    private final Look look;
    private final Version version;
    private final int start;

    private Sight(Look look, Version version, int start) {
      this.look = look;
      this.version = version;
      this.start = start;
    }

    /** The version of what is seen. */
    public Version version() {
      return version;
    }

    /** The id of the node in the middle, as it is shown. */
    public String focus() {
      return look.lens().describe(look.lens().shown(start)).nodeId();
    }
  }

  /**
   * A node of a piece.
   *
   * @param id its id, as it can be asked for
   * @param type JOB or DATASET
   * @param namespace its namespace
   * @param name its name
   * @param upstream whether it lies against the data from the focus
   * @param hops how many steps it is away, 0 for the focus
   * @param beyondUpstream how many of its neighbours against the data are not in the piece
   * @param beyondDownstream how many of its neighbours with the data are not in the piece
   */
  public record PieceNode(
      String id,
      GraphNode.Type type,
      String namespace,
      String name,
      boolean upstream,
      int hops,
      int beyondUpstream,
      int beyondDownstream) {}

  /**
   * An edge of a piece.
   *
   * @param from the id of the node where it begins
   * @param to the id of the node where it ends
   * @param kind what it says
   */
  public record PieceEdge(String from, String to, EdgeKind kind) {}

  /**
   * A piece of the graph.
   *
   * @param nodes the nodes, the nearest to the focus first
   * @param edges the edges between them
   * @param whole whether nothing within the distance was left out for its number
   */
  public record Piece(List<PieceNode> nodes, List<PieceEdge> edges, boolean whole) {}

  /** Finds the node and the version that a read is about. */
  public Sight look(ReadParameters read, String node) {
    Look look = looks.look(read);
    GraphView view = look.view();
    long hidden = look.hidden().stream().mapToLong(HiddenNodes::version).sum();
    Version version =
        new Version(
            List.of((long) view.edges().rows().size(), (long) view.family().rows().size()),
            looks.namesVersion(),
            hidden,
            read.asOf(),
            read.knownAt,
            List.of(read.kinds(), read.direct, read.collapse, read.includeHidden));
    return new Sight(look, version, looks.find(look, "focus", node));
  }

  /** How current what is seen is. */
  public Freshness.State freshness() {
    return looks.freshness();
  }

  /**
   * The piece around the node.
   *
   * @param up how many steps to go against the data
   * @param down how many steps to go with the data
   * @param limit at most so many nodes on each side
   */
  public Piece around(Sight sight, int up, int down, int limit) {
    budget.take((long) limit * GraphReadsResource.BYTES_OF_A_NODE);
    PartOfGraph.Drawn before = part(sight, up, Direction.UPSTREAM, limit);
    PartOfGraph.Drawn after = part(sight, down, Direction.DOWNSTREAM, limit);
    Map<String, Shown.Node> nodes = new LinkedHashMap<>();
    Set<String> upstream = new HashSet<>();
    before.nodes().forEach(node -> upstream.add(node.id()));
    after.nodes().forEach(node -> nodes.put(node.id(), node));
    before.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
    Set<String> downstream = new HashSet<>();
    after.nodes().forEach(node -> downstream.add(node.id()));
    Map<String, PieceEdge> edges = new LinkedHashMap<>();
    for (Collection<Shown.Edge> each : List.of(before.edges(), after.edges())) {
      for (Shown.Edge edge : each) {
        edges.putIfAbsent(
            edge.from() + "\n" + edge.to(), new PieceEdge(edge.from(), edge.to(), edge.kind()));
      }
    }
    Map<String, Integer> hops = hops(sight.focus(), edges.values());
    Map<String, Integer> numbers = new HashMap<>();
    nodes.keySet().forEach(id -> numbers.put(id, number(sight.look, id)));
    Set<Integer> inside = new HashSet<>(numbers.values());
    List<PieceNode> found = new ArrayList<>();
    nodes.forEach(
        (id, node) -> {
          int number = numbers.getOrDefault(id, sight.start);
          found.add(
              new PieceNode(
                  id,
                  node.type(),
                  node.namespace(),
                  node.name(),
                  upstream.contains(id) && !downstream.contains(id),
                  hops.getOrDefault(id, up + down),
                  beyond(sight.look, number, inside, Direction.UPSTREAM),
                  beyond(sight.look, number, inside, Direction.DOWNSTREAM)));
        });
    found.sort(Comparator.comparingInt(PieceNode::hops).thenComparing(PieceNode::id));
    return new Piece(found, List.copyOf(edges.values()), before.whole() && after.whole());
  }

  private PartOfGraph.Drawn part(Sight sight, int depth, Direction direction, int limit) {
    return looks.walk(
        scratch ->
            PartOfGraph.around(sight.look, sight.start, depth, direction, limit, false, scratch));
  }

  private int number(Look look, String id) {
    return look.lens().shown(looks.find(look, "focus", id));
  }

  /** Steps from the focus along the edges of the piece, whichever way they go. */
  private static Map<String, Integer> hops(String focus, Collection<PieceEdge> edges) {
    Map<String, List<String>> neighbours = new HashMap<>();
    for (PieceEdge edge : edges) {
      neighbours.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge.to());
      neighbours.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge.from());
    }
    Map<String, Integer> hops = new HashMap<>(Map.of(focus, 0));
    ArrayDeque<String> queue = new ArrayDeque<>(List.of(focus));
    while (!queue.isEmpty()) {
      String at = queue.remove();
      for (String next : neighbours.getOrDefault(at, List.of())) {
        if (hops.putIfAbsent(next, hops.getOrDefault(at, 0) + 1) == null) {
          queue.add(next);
        }
      }
    }
    return hops;
  }

  /** How many neighbours in sight are not inside. */
  private static int beyond(Look look, int shown, Set<Integer> inside, Direction direction) {
    boolean down = direction == Direction.DOWNSTREAM;
    Set<Integer> outside = new HashSet<>();
    for (int member : look.family(shown)) {
      int[] list = (down ? look.view().edges().out() : look.view().edges().in()).of(member);
      for (int i = 0; i < EdgeLists.size(list); i++) {
        int other = EdgeLists.neighbour(list, i);
        EdgeKind kind = look.view().kind(down ? member : other, down ? other : member);
        int neighbour = look.lens().shown(look.lens().leader(other));
        if (look.options().kinds().contains(kind)
            && look.view().edges().rows().holds(EdgeLists.row(list, i), look.options().moment())
            && neighbour != shown
            && !inside.contains(neighbour)
            && !look.hides(neighbour)) {
          outside.add(neighbour);
        }
      }
    }
    return outside.size();
  }
}
