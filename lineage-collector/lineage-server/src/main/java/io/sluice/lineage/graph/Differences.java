package io.sluice.lineage.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.lineage.projection.Freshness;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what changed between two moments, around a node or in the whole graph. */
@Singleton
class Differences {

  private static final int MAX_AROUND = 100_000;

  private final Looks looks;
  private final SchemaChanges schemas;

  Differences(Looks looks, SchemaChanges schemas) {
    this.looks = looks;
    this.schemas = schemas;
  }

  /**
   * What changed.
   *
   * @param addedNodes nodes that have edges now and had none
   * @param closedNodes nodes that had edges and have none
   * @param addedEdges edges that hold now and did not
   * @param closedEdges edges that held and do not, with their end and its reason
   * @param schemaChanges schemas seen first between the two; only between instants
   * @param truncated whether there are more changes than the limit
   * @param freshness how current it is
   */
  record Difference(
      List<Shown.Node> addedNodes,
      List<Shown.Node> closedNodes,
      List<Shown.Edge> addedEdges,
      List<Shown.Edge> closedEdges,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SchemaChanges.Change> schemaChanges,
      boolean truncated,
      Freshness.State freshness) {}

  /** Edges by their ends as they are shown, and the nodes at those ends. */
  private record Changed(Map<String, Shown.Edge> edges, Set<Integer> nodes) {
    static Changed none() {
      return new Changed(new LinkedHashMap<>(), new LinkedHashSet<>());
    }
  }

  /** What changed from one moment to the other. */
  Difference between(
      Look look, Moment before, Moment after, @Nullable Integer around, int depth, int limit)
      throws SQLException {
    Set<Integer> inside = around == null ? null : inside(look, before, after, around, depth);
    Changed added = Changed.none();
    Changed closed = Changed.none();
    boolean whole = true;
    EdgeTable rows = look.view().edges().rows();
    for (int row = 0; row < rows.size() && whole; row++) {
      boolean then = rows.holds(row, before);
      boolean now = rows.holds(row, after);
      if (then != now && wanted(look, row, inside)) {
        note(look, now ? added : closed, row, after);
        whole = added.edges.size() + closed.edges.size() <= 2 * limit;
      }
    }
    // An edge that went on in another version, or as another of those shown as one, is no change.
    Set<String> both = new HashSet<>(added.edges.keySet());
    both.retainAll(closed.edges.keySet());
    added.edges.keySet().removeAll(both);
    closed.edges.keySet().removeAll(both);
    List<SchemaChanges.Change> changes =
        before.asOf() == after.asOf()
            ? List.of()
            : schemas.between(before.asOf(), after.asOf(), ids(look, inside), limit);
    return new Difference(
        nodes(look, added.nodes, after, before),
        nodes(look, closed.nodes, before, after),
        limited(added, limit),
        limited(closed, limit),
        changes,
        !whole || added.edges.size() > limit || closed.edges.size() > limit,
        looks.freshness());
  }

  private Set<Integer> inside(Look look, Moment before, Moment after, int start, int depth) {
    Set<Integer> inside = new HashSet<>();
    for (Moment moment : List.of(before, after)) {
      Look then = look.at(moment);
      int[] found =
          looks.walk(
              scratch -> then.walker(scratch).around(then.family(start), depth, null, MAX_AROUND));
      for (int node : found) {
        inside.add(node);
      }
    }
    return inside;
  }

  private static boolean wanted(Look look, int row, @Nullable Set<Integer> inside) {
    int from = look.view().edges().rows().from(row);
    int to = look.view().edges().rows().to(row);
    return look.options().kinds().contains(look.view().kind(from, to))
        && (inside == null
            || (inside.contains(look.lens().leader(from))
                && inside.contains(look.lens().leader(to))));
  }

  private static void note(Look look, Changed changed, int row, Moment after) {
    int from = look.lens().shown(look.view().edges().rows().from(row));
    int to = look.lens().shown(look.view().edges().rows().to(row));
    if (from == to || look.hides(from) || look.hides(to)) {
      return;
    }
    EdgeSpan span = current(look, row, after);
    String first = look.lens().describe(from).nodeId();
    String last = look.lens().describe(to).nodeId();
    Shown.Edge edge = Shown.Edge.of(first, last, look.view().kind(from, to), span);
    changed.edges.merge(first + "\n" + last, edge, Shown.Edge::merge);
    changed.nodes.add(from);
    changed.nodes.add(to);
  }

  /** What is known at the later moment of the edge that a row was about: why it was closed. */
  private static EdgeSpan current(Look look, int row, Moment after) {
    EdgeTable rows = look.view().edges().rows();
    if (rows.believed(row, after.knownAt())) {
      return rows.span(row);
    }
    int[] list = look.view().edges().out().of(rows.from(row));
    for (int i = 0; i < EdgeLists.size(list); i++) {
      int other = EdgeLists.row(list, i);
      if (rows.to(other) == rows.to(row)
          && rows.believed(other, after.knownAt())
          && rows.span(other).validFrom() == rows.span(row).validFrom()) {
        return rows.span(other);
      }
    }
    return rows.span(row);
  }

  private static List<Shown.Edge> limited(Changed changed, int limit) {
    return changed.edges.values().stream().limit(limit).toList();
  }

  /** Of some nodes those that have edges at one moment and none at the other. */
  private static List<Shown.Node> nodes(
      Look look, Set<Integer> nodes, Moment with, Moment without) {
    List<Shown.Node> found = new ArrayList<>();
    for (int node : nodes) {
      if (holdsAny(look, node, with) && !holdsAny(look, node, without)) {
        found.add(Shown.Node.of(look.lens().describe(node), null));
      }
    }
    return found;
  }

  private static boolean holdsAny(Look look, int node, Moment moment) {
    for (int member : look.family(node)) {
      for (EdgeLists lists : List.of(look.view().edges().out(), look.view().edges().in())) {
        int[] list = lists.of(member);
        for (int i = 0; i < EdgeLists.size(list); i++) {
          if (look.view().edges().rows().holds(EdgeLists.row(list, i), moment)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static @Nullable List<UUID> ids(Look look, @Nullable Set<Integer> inside) {
    if (inside == null) {
      return null;
    }
    List<UUID> ids = new ArrayList<>();
    for (int node : inside) {
      for (int member : look.lens().members(node)) {
        if (look.view().nodes().isDataset(member)) {
          ids.add(look.view().nodes().id(member));
        }
      }
    }
    return ids;
  }
}
