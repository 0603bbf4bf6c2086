package io.sluice.lineage.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs and datasets and the open edges between them, as arrays of small numbers. Not safe for
 * threads; {@link LineageGraph} guards it.
 */
final class Adjacency {

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
    if (!contains(next[from], to)) {
      next[from] = with(next[from], to);
      previous[to] = with(previous[to], from);
    }
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
   * is visited, and each node once, so that cycles end.
   */
  List<int[]> closure(int start, Direction direction, int limit) {
    Map<Integer, Integer> cameFrom = new LinkedHashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    List<int[]> paths = new ArrayList<>();
    cameFrom.put(start, start);
    queue.add(start);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (int neighbour : direction == Direction.DOWNSTREAM ? next[at] : previous[at]) {
        if (cameFrom.putIfAbsent(neighbour, at) == null) {
          queue.add(neighbour);
          if (nodes.get(neighbour).type() == GraphNode.Type.DATASET) {
            paths.add(path(start, neighbour, cameFrom));
            if (paths.size() > limit) {
              return paths;
            }
          }
        }
      }
    }
    return paths;
  }

  private static int[] path(int start, int end, Map<Integer, Integer> cameFrom) {
    int length = 1;
    for (int at = end; at != start; at = came(cameFrom, at)) {
      length++;
    }
    int[] path = new int[length];
    int at = end;
    for (int i = length - 1; i >= 0; i--) {
      path[i] = at;
      at = came(cameFrom, at);
    }
    return path;
  }

  private static int came(Map<Integer, Integer> cameFrom, int node) {
    Integer from = cameFrom.get(node);
    if (from == null) {
      throw new IllegalStateException("a path leads through a node that was not visited");
    }
    return from;
  }

  private static boolean contains(int[] list, int value) {
    for (int each : list) {
      if (each == value) {
        return true;
      }
    }
    return false;
  }

  private static int[] with(int[] list, int value) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = value;
    return longer;
  }

  private static int[] without(int[] list, int value) {
    return Arrays.stream(list).filter(each -> each != value).toArray();
  }
}
