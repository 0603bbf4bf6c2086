package io.sluice.lineage.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs and datasets and the open edges between them, as arrays of small numbers. Neighbours are in
 * the order of their ids, so that every instance gives the same answers, however it came to know
 * the edges. Not safe for threads; {@link LineageGraph} guards it.
 */
final class Adjacency {

  /** The most steps of a path that are told, its start aside. */
  static final int LONGEST_TAIL = 200;

  private static final int STEPS_OF_ALL_PATHS = 1_000_000;
  private static final int[] NONE = new int[0];

  private final Map<UUID, Integer> numbers = new HashMap<>();
  private final List<GraphNode> nodes = new ArrayList<>();
  private int[][] next = new int[1024][];
  private int[][] previous = new int[1024][];

  /** The number of a node, which is added if it is new. */
  int add(GraphNode node) {
    Integer known = numbers.get(node.id());
    if (known != null) {
      return known;
    }
    int number = nodes.size();
    numbers.put(node.id(), number);
    nodes.add(node);
    if (number == next.length) {
      next = Arrays.copyOf(next, number * 2);
      previous = Arrays.copyOf(previous, number * 2);
    }
    next[number] = NONE;
    previous[number] = NONE;
    return number;
  }

  void link(int from, int to) {
    next[from] = with(next[from], to);
    previous[to] = with(previous[to], from);
  }

  void unlink(int from, int to) {
    next[from] = without(next[from], to);
    previous[to] = without(previous[to], from);
  }

  int size() {
    return nodes.size();
  }

  int number(UUID id) {
    return numbers.getOrDefault(id, -1);
  }

  GraphNode node(int number) {
    return nodes.get(number);
  }

  int[] next(int number) {
    return next[number];
  }

  int[] previous(int number) {
    return previous[number];
  }

  /** Every node within so many steps of one, itself included, in both directions or in one. */
  List<Integer> around(int start, int depth, @Nullable Direction direction, int limit) {
    Set<Integer> found = new LinkedHashSet<>();
    if (direction != Direction.UPSTREAM) {
      walk(start, depth, true, limit, found);
    }
    if (direction != Direction.DOWNSTREAM) {
      walk(start, depth, false, limit, found);
    }
    return List.copyOf(found);
  }

  private void walk(int start, int depth, boolean down, int limit, Set<Integer> found) {
    Set<Integer> visited = new HashSet<>();
    List<Integer> ring = List.of(start);
    visited.add(start);
    found.add(start);
    for (int step = 0; step < depth && !ring.isEmpty() && found.size() < limit; step++) {
      List<Integer> wider = new ArrayList<>();
      for (int at : ring) {
        for (int neighbour : down ? next[at] : previous[at]) {
          if (found.size() < limit && visited.add(neighbour)) {
            found.add(neighbour);
            wider.add(neighbour);
          }
        }
      }
      ring = wider;
    }
  }

  /**
   * Every dataset that can be reached from one, with a shortest path to each. Only what is reached
   * is visited, and each node once, so that cycles end. Of a path that is very long, or that comes
   * after very many, the start and the last steps are told: all paths whole would be the square of
   * a long chain.
   */
  List<int[]> closure(int start, Direction direction, int limit) {
    Map<Integer, Visit> visits = new HashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    List<int[]> paths = new ArrayList<>();
    visits.put(start, new Visit(start, 0));
    queue.add(start);
    int steps = 0;
    while (!queue.isEmpty()) {
      int at = queue.remove();
      int depth = visit(visits, at).depth + 1;
      for (int neighbour : direction == Direction.DOWNSTREAM ? next[at] : previous[at]) {
        if (visits.putIfAbsent(neighbour, new Visit(at, depth)) == null) {
          queue.add(neighbour);
          if (nodes.get(neighbour).type() == GraphNode.Type.DATASET) {
            int tail = Math.min(depth, steps < STEPS_OF_ALL_PATHS ? LONGEST_TAIL : 1);
            steps += tail;
            paths.add(path(start, neighbour, tail, visits));
            if (paths.size() > limit) {
              return paths;
            }
          }
        }
      }
    }
    return paths;
  }

  /** Where a node was reached from, and how many steps from the start. */
  private record Visit(int from, int depth) {}

  /** The start and the last steps of the way to an end. */
  private static int[] path(int start, int end, int tail, Map<Integer, Visit> visits) {
    int[] path = new int[tail + 1];
    path[0] = start;
    int at = end;
    for (int i = tail; i > 0; i--) {
      path[i] = at;
      at = visit(visits, at).from;
    }
    return path;
  }

  private static Visit visit(Map<Integer, Visit> visits, int node) {
    Visit visit = visits.get(node);
    if (visit == null) {
      throw new IllegalStateException("a path leads through a node that was not visited");
    }
    return visit;
  }

  /** The place of a node among neighbours; negative, as of a binary search, if it is not there. */
  private int place(int[] list, int number) {
    UUID id = nodes.get(number).id();
    int low = 0;
    int high = list.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = nodes.get(list[middle]).id().compareTo(id);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -(low + 1);
  }

  private int[] with(int[] list, int number) {
    int place = place(list, number);
    if (place >= 0) {
      return list;
    }
    int at = -(place + 1);
    int[] longer = Arrays.copyOf(list, list.length + 1);
    System.arraycopy(list, at, longer, at + 1, list.length - at);
    longer[at] = number;
    return longer;
  }

  private int[] without(int[] list, int number) {
    int place = place(list, number);
    if (place < 0) {
      return list;
    }
    int[] shorter = Arrays.copyOf(list, list.length - 1);
    System.arraycopy(list, place + 1, shorter, place, shorter.length - place);
    return shorter;
  }
}
