package io.sluice.lineage.graph;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a view is looked at: whether the names of one dataset are one node, whether jobs that are
 * only noise stand for the job that starts them, and what is hidden. Asked for each node that is
 * visited, so that its cost grows with the answer.
 */
final class Lens {

  private static final int DEEPEST_FAMILY = 16;

  private final GraphView view;
  private final Moment moment;
  private final @Nullable SameDataset same;
  private final boolean collapse;

  private Lens(GraphView view, Moment moment, @Nullable SameDataset same, boolean collapse) {
    this.view = view;
    this.moment = moment;
    this.same = same;
    this.collapse = collapse;
  }

  /** Names as they were sent, and every job by itself. */
  static Lens raw(GraphView view, Moment moment) {
    return new Lens(view, moment, null, false);
  }

  /** All names of a dataset as one node. */
  static Lens merged(GraphView view, Moment moment, SameDataset same, boolean collapse) {
    return new Lens(view, moment, same, collapse);
  }

  /** The same at another moment. */
  Lens at(Moment other) {
    return new Lens(view, other, same, collapse);
  }

  /** The node that stands for a dataset in a walk: the first of its names that the graph knows. */
  int leader(int node) {
    if (same == null || !view.nodes().isDataset(node)) {
      return node;
    }
    List<UUID> members = same.members(view.nodes().id(node));
    if (members.size() > 1) {
      for (UUID member : members) {
        int number = view.nodes().number(member);
        if (number >= 0) {
          return number;
        }
      }
    }
    return node;
  }

  /** All nodes that a node of a walk stands for. */
  int[] members(int node) {
    if (same == null || !view.nodes().isDataset(node)) {
      return new int[] {node};
    }
    List<UUID> members = same.members(view.nodes().id(node));
    return members.size() <= 1
        ? new int[] {node}
        : members.stream().mapToInt(view.nodes()::number).filter(number -> number >= 0).toArray();
  }

  /** The node under which a node is shown. */
  int shown(int node) {
    if (view.nodes().isDataset(node)) {
      return leader(node);
    }
    int at = node;
    for (int i = 0; collapse && i < DEEPEST_FAMILY; i++) {
      int parent = parentOfNoise(at);
      if (parent < 0 || parent == node) {
        break;
      }
      at = parent;
    }
    return at;
  }

  /** The node as it is called when it is shown. */
  GraphNode describe(int node) {
    GraphNode found = view.nodes().node(node);
    if (same == null || found.type() != GraphNode.Type.DATASET) {
      return found;
    }
    return same.canonicalName(found.id())
        .map(
            name ->
                new GraphNode(
                    same.canonical(found.id()), found.type(), name.namespace(), name.name()))
        .orElse(found);
  }

  /** The job that starts a job of no weight of its own, -1 for any other. */
  private int parentOfNoise(int job) {
    int[] list = view.family().out().of(job);
    for (int i = 0; i < EdgeLists.size(list); i++) {
      int row = EdgeLists.row(list, i);
      if (view.family().rows().holds(row, moment)) {
        boolean noise = view.family().rows().tag(row) == GraphView.COMMAND || !writes(job);
        return noise ? EdgeLists.neighbour(list, i) : -1;
      }
    }
    return -1;
  }

  /** The jobs that are shown as one, itself among them. */
  int[] shownAs(int job) {
    if (!collapse || view.nodes().isDataset(job)) {
      return members(job);
    }
    int[] found = {job};
    for (int next = 0; next < found.length; next++) {
      int[] list = view.family().in().of(found[next]);
      for (int i = 0; i < EdgeLists.size(list); i++) {
        int child = EdgeLists.neighbour(list, i);
        if (view.family().rows().holds(EdgeLists.row(list, i), moment)
            && child != job
            && shown(child) == job
            && found.length < 10_000) {
          found = java.util.Arrays.copyOf(found, found.length + 1);
          found[found.length - 1] = child;
        }
      }
    }
    return found;
  }

  private boolean writes(int job) {
    int[] list = view.edges().out().of(job);
    for (int i = 0; i < EdgeLists.size(list); i++) {
      if (view.edges().rows().holds(EdgeLists.row(list, i), moment)
          && view.nodes().isDataset(EdgeLists.neighbour(list, i))) {
        return true;
      }
    }
    return false;
  }
}
