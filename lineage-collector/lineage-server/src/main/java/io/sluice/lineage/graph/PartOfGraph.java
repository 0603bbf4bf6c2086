package io.sluice.lineage.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws a part of the graph: the nodes around one, merged and collapsed, and their edges. */
final class PartOfGraph {

  private static final int EDGES_PER_NODE = 10;

  private final Look look;
  private final int maxEdges;
  private final Map<Integer, Shown.Node> nodes = new LinkedHashMap<>();
  private final Map<String, Shown.Edge> edges = new LinkedHashMap<>();
  private final List<Shown.Edge> closed = new ArrayList<>();
  private boolean whole = true;

  private PartOfGraph(Look look, int limit) {
    this.look = look;
    this.maxEdges = limit * EDGES_PER_NODE;
  }

  /** Nodes, edges, edges that are closed, and whether nothing was left out for its number. */
  record Drawn(
      List<Shown.Node> nodes, List<Shown.Edge> edges, List<Shown.Edge> closed, boolean whole) {}

  /** What lies around a node. */
  static Drawn around(
      Look look,
      int start,
      int depth,
      @Nullable Direction direction,
      int limit,
      boolean withClosed,
      Scratch scratch) {
    PartOfGraph part = new PartOfGraph(look, limit);
    Walker walker = look.walker(scratch);
    int[] found = walker.around(look.family(start), depth, direction, limit + 1);
    part.whole = found.length <= limit;
    int[] kept = Arrays.copyOf(found, Math.min(found.length, limit));
    Set<Integer> inside = new HashSet<>();
    for (int node : kept) {
      inside.add(node);
      int shown = look.lens().shown(node);
      if (!look.hides(shown) && !part.nodes.containsKey(shown)) {
        part.nodes.put(shown, Shown.Node.of(look.lens().describe(shown), null));
      }
    }
    for (int node : kept) {
      part.drawFrom(node, inside, withClosed);
    }
    return new Drawn(
        List.copyOf(part.nodes.values()),
        List.copyOf(part.edges.values()),
        part.closed,
        part.whole);
  }

  private void drawFrom(int node, Set<Integer> inside, boolean withClosed) {
    int from = look.lens().shown(node);
    if (look.hides(from)) {
      return;
    }
    for (int member : look.lens().members(node)) {
      int[] list = look.view().edges().out().of(member);
      for (int i = 0; i < EdgeLists.size(list); i++) {
        int row = EdgeLists.row(list, i);
        int next = look.lens().leader(EdgeLists.neighbour(list, i));
        EdgeKind kind = look.view().kind(member, EdgeLists.neighbour(list, i));
        if (!look.options().kinds().contains(kind)) {
          continue;
        }
        boolean holds = look.view().edges().rows().holds(row, look.options().moment());
        if (holds && inside.contains(next)) {
          draw(from, next, row, kind, inside);
        } else if (!holds && withClosed) {
          drawClosed(from, next, row, kind);
        }
      }
    }
  }

  private void draw(int from, int next, int row, EdgeKind kind, Set<Integer> inside) {
    int to = look.lens().shown(next);
    if (to == from) {
      return;
    }
    if (look.hides(to)) {
      for (int beyond : beyondHidden(next, inside)) {
        if (beyond != from) {
          EdgeKind way = look.view().kind(from, beyond);
          add(new Shown.Edge(id(from), id(beyond), way, null, null, null, 0, true));
        }
      }
      return;
    }
    add(Shown.Edge.of(id(from), id(to), kind, look.view().edges().rows().span(row)));
  }

  private void drawClosed(int from, int next, int row, EdgeKind kind) {
    int to = look.lens().shown(next);
    boolean believed = look.view().edges().rows().believed(row, look.options().moment().knownAt());
    EdgeSpan span = look.view().edges().rows().span(row);
    if (believed && to != from && span.validTo() != EdgeTable.OPEN && !look.hides(to)) {
      if (closed.size() < maxEdges) {
        closed.add(Shown.Edge.of(id(from), id(to), kind, span));
      } else {
        whole = false;
      }
    }
  }

  /** The first nodes in sight behind a hidden one. */
  private Set<Integer> beyondHidden(int hidden, Set<Integer> inside) {
    Set<Integer> beyond = new HashSet<>();
    Set<Integer> visited = new HashSet<>(Set.of(hidden));
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(hidden));
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (int member : look.lens().members(at)) {
        int[] list = look.view().edges().out().of(member);
        for (int i = 0; i < EdgeLists.size(list); i++) {
          int next = look.lens().leader(EdgeLists.neighbour(list, i));
          boolean goes =
              look.view().edges().rows().holds(EdgeLists.row(list, i), look.options().moment())
                  && inside.contains(next)
                  && visited.add(next);
          if (goes && look.hides(look.lens().shown(next))) {
            queue.add(next);
          } else if (goes) {
            beyond.add(look.lens().shown(next));
          }
        }
      }
    }
    return beyond;
  }

  private String id(int shown) {
    Shown.Node node = nodes.get(shown);
    return node == null ? look.lens().describe(shown).nodeId() : node.id();
  }

  private void add(Shown.Edge edge) {
    String key = edge.from() + "\n" + edge.to();
    if (edges.size() < maxEdges || edges.containsKey(key)) {
      edges.merge(key, edge, Shown.Edge::merge);
    } else {
      whole = false;
    }
  }
}
