package io.sluice.lineage.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The shortest ways from one node to another that visit no node twice. How far each node is from
 * the end is known from one walk back, so that only ways are tried that lead there.
 */
final class Paths {

  private static final int MOST_TRIED = 200_000;

  private Paths() {}

  /**
   * Ways found.
   *
   * @param ways the shortest first, each with both ends
   * @param whole whether no more were looked for in vain: false if the search was cut
   */
  record Found(List<List<Integer>> ways, boolean whole) {}

  /** A way so far: where it is, how it came there, and the least that it will be long. */
  private record Way(int node, @Nullable Way before, int length, int least) {

    boolean visits(int other) {
      for (Way at = this; at != null; at = at.before) {
        if (at.node == other) {
          return true;
        }
      }
      return false;
    }

    List<Integer> nodes() {
      List<Integer> nodes = new ArrayList<>();
      for (Way at = this; at != null; at = at.before) {
        nodes.add(0, at.node);
      }
      return nodes;
    }
  }

  /** Looks for at most so many ways, none longer than the depth. */
  static Found between(Look look, int from, int to, int count, int depth, Scratch scratch) {
    Walker walker = look.walker(scratch);
    Map<Integer, Integer> left = new HashMap<>();
    int[] before = walker.reached(new int[] {to}, depth, Direction.UPSTREAM, MOST_TRIED);
    for (int node : before) {
      left.put(node, walker.depth(node));
    }
    List<List<Integer>> ways = new ArrayList<>();
    Integer least = left.get(from);
    if (least == null || from == to) {
      return new Found(ways, before.length < MOST_TRIED);
    }
    Steps steps = new Steps(look.view(), look.lens(), look.options(), scratch);
    PriorityQueue<Way> open = new PriorityQueue<>((a, b) -> Integer.compare(a.least, b.least));
    open.add(new Way(from, null, 0, least));
    int tried = 0;
    while (!open.isEmpty() && ways.size() < count) {
      Way way = open.remove();
      if (way.node == to) {
        ways.add(way.nodes());
        continue;
      }
      if (++tried > MOST_TRIED) {
        return new Found(ways, false);
      }
      if (way.before != null
          && steps.selective(way.node)
          && look.view().nodes().isDataset(way.before.node)) {
        steps.gatherThrough(way.node, way.before.node, Direction.DOWNSTREAM);
      } else {
        steps.gather(way.node, Direction.DOWNSTREAM);
      }
      for (int i = 0; i < scratch.nearCount; i++) {
        Integer rest = left.get(scratch.near[i]);
        int length = way.length + 1;
        if (rest != null && length + rest <= depth && !way.visits(scratch.near[i])) {
          open.add(new Way(scratch.near[i], way, length, length + rest));
        }
      }
    }
    return new Found(ways, true);
  }
}
