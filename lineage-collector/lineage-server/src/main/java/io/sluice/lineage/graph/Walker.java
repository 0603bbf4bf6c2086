package io.sluice.lineage.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a view of the graph, breadth first. Only what is reached is visited, and each node once, so
 * that cycles end and the cost grows with the answer. Neighbours are in the order of their ids, so
 * that every instance gives the same answers, however it came to know the edges.
 */
final class Walker {

  /** The most steps of a path that are told, its start aside. */
  static final int LONGEST_TAIL = 200;

  private static final int STEPS_OF_ALL_PATHS = 1_000_000;

  private final GraphView view;
  private final Moment moment;
  private final boolean present;
  private final Scratch scratch;

  Walker(GraphView view, Moment moment, Scratch scratch) {
    this.view = view;
    this.moment = moment;
    this.present = moment.asOf() == Moment.OPEN_ENDED && moment.knownAt() == view.position();
    this.scratch = scratch;
    scratch.fit(view.nodes().size());
  }

  /** Every node within so many steps of one, itself included, in both directions or in one. */
  int[] around(int start, int depth, @Nullable Direction direction, int limit) {
    scratch.beginMarks();
    int[] found = new int[16];
    int count = 0;
    for (Direction each : Direction.values()) {
      if (direction == null || direction == each) {
        walk(start, depth, each, limit - count + 1, Integer.MAX_VALUE);
        for (int i = 0; i < scratch.count() && count < limit; i++) {
          if (scratch.mark(scratch.visitedAt(i))) {
            found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
            found[count++] = scratch.visitedAt(i);
          }
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Of a node's neighbours those that were found by the last {@link #around}. */
  int[] shownNeighbours(int node, Direction direction, int limit) {
    gather(node, direction);
    int count = 0;
    int[] shown = new int[scratch.nearCount];
    for (int i = 0; i < scratch.nearCount && count < limit; i++) {
      if (scratch.marked(scratch.near[i])) {
        shown[count++] = scratch.near[i];
      }
    }
    return Arrays.copyOf(shown, count);
  }

  /**
   * Every dataset that can be reached from one, with a shortest path to each. Of a path that is
   * very long, or that comes after very many, the start and the last steps are told: all paths
   * whole would be the square of a long chain.
   */
  List<int[]> closure(int start, Direction direction, int limit) {
    walk(start, Integer.MAX_VALUE, direction, Integer.MAX_VALUE, limit);
    List<int[]> paths = new ArrayList<>();
    int steps = 0;
    for (int i = 1; i < scratch.count() && paths.size() <= limit; i++) {
      int end = scratch.visitedAt(i);
      if (view.nodes().isDataset(end)) {
        int tail = Math.min(scratch.depth(end), steps < STEPS_OF_ALL_PATHS ? LONGEST_TAIL : 1);
        steps += tail;
        paths.add(path(start, end, tail));
      }
    }
    return paths;
  }

  /** The start and the last steps of the way to an end. */
  private int[] path(int start, int end, int tail) {
    int[] path = new int[tail + 1];
    path[0] = start;
    int at = end;
    for (int i = tail; i > 0; i--) {
      path[i] = at;
      at = scratch.parent(at);
    }
    return path;
  }

  /** Visits what can be reached, until the nodes or the datasets among them are too many. */
  private void walk(int start, int depth, Direction direction, int maxNodes, int maxDatasets) {
    scratch.begin(start);
    int datasets = 0;
    for (int next = 0; next < scratch.count(); next++) {
      int at = scratch.visitedAt(next);
      if (scratch.depth(at) >= depth) {
        return;
      }
      gather(at, direction);
      for (int i = 0; i < scratch.nearCount; i++) {
        int neighbour = scratch.near[i];
        if (!scratch.visited(neighbour)) {
          if (scratch.count() >= maxNodes) {
            return;
          }
          scratch.visit(neighbour, at, scratch.depth(at) + 1);
          if (view.nodes().isDataset(neighbour) && ++datasets > maxDatasets) {
            return;
          }
        }
      }
    }
  }

  /** The neighbours of a node at the moment, in the order of their ids. */
  private void gather(int node, Direction direction) {
    int[] list = (direction == Direction.DOWNSTREAM ? view.out() : view.in()).of(node);
    scratch.nearCount = 0;
    if (present) {
      for (int i = 0; i < EdgeLists.open(list); i++) {
        scratch.near(EdgeLists.neighbour(list, i));
      }
      return;
    }
    for (int i = 0; i < EdgeLists.size(list); i++) {
      if (view.edges().holds(EdgeLists.row(list, i), moment)) {
        scratch.near(EdgeLists.neighbour(list, i));
      }
    }
    // A node whose edges have several versions is there once all the same: at no moment do two
    // hold.
    int[] sorted = IntSort.sorted(scratch.near, scratch.nearCount, view.nodes()::compare);
    System.arraycopy(sorted, 0, scratch.near, 0, scratch.nearCount);
  }
}
