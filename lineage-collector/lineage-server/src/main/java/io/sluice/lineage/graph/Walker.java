package io.sluice.lineage.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a view of the graph, breadth first. Only what is reached is visited, and each node once, so
 * that cycles end and the cost grows with the answer. A job that passes on of each input only some
 * is gone through once for each dataset that it is entered by. Neighbours are in the order of their
 * ids, so that every instance gives the same answers, however it came to know the edges.
 */
final class Walker {

  /** The most steps of a path that are told, its start aside. */
  static final int LONGEST_TAIL = 200;

  private static final int STEPS_OF_ALL_PATHS = 1_000_000;

  private final GraphView view;
  private final Lens lens;
  private final Steps steps;
  private final Scratch scratch;

  Walker(GraphView view, Lens lens, WalkOptions options, Scratch scratch) {
    this.view = view;
    this.lens = lens;
    this.scratch = scratch;
    scratch.fit(view.nodes().size());
    this.steps = new Steps(view, lens, options, scratch);
  }

  /** Every node within so many steps of one, itself included, in both directions or in one. */
  int[] around(int[] starts, int depth, @Nullable Direction direction, int limit) {
    scratch.beginMarks();
    int[] found = new int[16];
    int count = 0;
    for (Direction each : Direction.values()) {
      if (direction == null || direction == each) {
        walk(starts, depth, each, limit - count + starts.length, Integer.MAX_VALUE);
        for (int i = 0; i < scratch.count() && count < limit; i++) {
          if (scratch.mark(scratch.foundAt(i))) {
            found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
            found[count++] = scratch.foundAt(i);
          }
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Of a node's neighbours those that were found by the last {@link #around}. */
  int[] shownNeighbours(int node, Direction direction, int limit) {
    steps.gather(node, direction);
    int count = 0;
    int[] shown = new int[scratch.nearCount];
    for (int i = 0; i < scratch.nearCount && count < limit; i++) {
      if (scratch.marked(scratch.near[i])) {
        shown[count++] = scratch.near[i];
      }
    }
    return Arrays.copyOf(shown, count);
  }

  /** Everything that can be reached from some nodes, the nearest first, themselves at the front. */
  int[] reached(int[] starts, int depth, Direction direction, int limit) {
    walk(starts, depth, direction, limit, Integer.MAX_VALUE);
    int[] found = new int[scratch.count()];
    for (int i = 0; i < found.length; i++) {
      found[i] = scratch.foundAt(i);
    }
    return found;
  }

  /** How many steps away a node is that the last walk reached. */
  int depth(int node) {
    return scratch.depth(node);
  }

  /**
   * Every dataset that can be reached from one, with a shortest path to each. Of a path that is
   * very long, or that comes after very many, the start and the last steps are told: all paths
   * whole would be the square of a long chain.
   */
  List<int[]> closure(int start, Direction direction, int limit) {
    int from = lens.leader(start);
    walk(new int[] {from}, Integer.MAX_VALUE, direction, Integer.MAX_VALUE, limit);
    List<int[]> paths = new ArrayList<>();
    int told = 0;
    for (int i = 1; i < scratch.count() && paths.size() <= limit; i++) {
      int end = scratch.foundAt(i);
      if (view.nodes().isDataset(end)) {
        int tail = Math.min(scratch.depth(end), told < STEPS_OF_ALL_PATHS ? LONGEST_TAIL : 1);
        told += tail;
        paths.add(path(from, end, tail));
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
      int via = scratch.via(at);
      if (via >= 0 && --i > 0) {
        path[i] = via;
      }
      at = scratch.parent(at);
    }
    return path;
  }

  /** Visits what can be reached, until the nodes or the datasets among them are too many. */
  private void walk(int[] starts, int depth, Direction direction, int maxNodes, int maxDatasets) {
    scratch.begin();
    for (int start : starts) {
      if (!scratch.visited(start)) {
        scratch.visit(start, start, EdgeTable.NONE, 0);
        scratch.enqueue(start, EdgeTable.NONE, 0);
      }
    }
    int datasets = 0;
    for (int next = 0; next < scratch.queued(); next++) {
      int at = scratch.nodeAt(next);
      int entry = scratch.entryAt(next);
      int beyond = scratch.depthAt(next) + 1;
      if (beyond > depth) {
        return;
      }
      if (entry == EdgeTable.NONE) {
        steps.gather(at, direction);
      } else {
        steps.gatherThrough(at, entry, direction);
      }
      for (int i = 0; i < scratch.nearCount; i++) {
        int neighbour = scratch.near[i];
        // Who enters such a job by another dataset may come out elsewhere.
        boolean selective = view.nodes().isDataset(at) && steps.selective(neighbour);
        boolean fresh = !scratch.visited(neighbour);
        if (fresh) {
          if (scratch.count() >= maxNodes) {
            return;
          }
          if (entry == EdgeTable.NONE) {
            scratch.visit(neighbour, at, EdgeTable.NONE, beyond);
          } else {
            scratch.visit(neighbour, entry, at, beyond);
          }
          if (view.nodes().isDataset(neighbour) && ++datasets > maxDatasets) {
            return;
          }
        }
        if (selective) {
          scratch.enqueue(neighbour, at, beyond);
        } else if (fresh) {
          scratch.enqueue(neighbour, EdgeTable.NONE, beyond);
        }
      }
    }
  }
}
