package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Closures against a breadth-first search written as plainly as can be. */
class ClosureLawTest {

  private static final int NODES = 24;

  /** An edge between two of the nodes; even numbers are datasets, odd ones jobs. */
  private record Edge(int from, int to) {}

  @Property(tries = 500)
  @Label("a closure is what a plain search finds, by a shortest path, cycles or not")
  void closureIsWhatAPlainSearchFinds(
      @ForAll @Size(max = 80) List<@IntRange(max = NODES * NODES - 1) Integer> numbers,
      @ForAll @IntRange(max = NODES / 2 - 1) int start) {
    Set<Edge> edges = edges(numbers);
    PlainGraph graph = graph(List.copyOf(edges));

    for (Direction direction : Direction.values()) {
      Map<Integer, Integer> found = new TreeMap<>();
      for (int[] path : graph.closure(number(graph, start * 2), direction, 1_000)) {
        assertThat(isPath(graph, path, edges, direction)).isTrue();
        found.put(label(graph, path[path.length - 1]), path.length - 1);
      }

      assertThat(found).isEqualTo(plainSearch(edges, start * 2, direction));
    }
  }

  @Property(tries = 200)
  @Label("an answer does not depend on the order in which edges came, nor on edges that are gone")
  void anAnswerDoesNotDependOnTheOrderOfEdges(
      @ForAll @Size(max = 80) List<@IntRange(max = NODES * NODES - 1) Integer> numbers,
      @ForAll @Size(max = 20) List<@IntRange(max = NODES * NODES - 1) Integer> gone,
      @ForAll long seed) {
    Set<Edge> edges = edges(numbers);
    Set<Edge> closed = edges(gone);
    closed.removeAll(edges);
    List<Edge> all = new ArrayList<>(edges);
    all.addAll(closed);
    Collections.shuffle(all, new Random(seed));
    PlainGraph kept = new PlainGraph();
    all.forEach(edge -> kept.link(number(kept, edge.from), number(kept, edge.to)));
    closed.forEach(edge -> kept.unlink(number(kept, edge.from), number(kept, edge.to)));
    PlainGraph loaded = graph(List.copyOf(edges));

    for (int start = 0; start < NODES; start += 2) {
      for (Direction direction : Direction.values()) {
        assertThat(paths(kept, start, direction)).isEqualTo(paths(loaded, start, direction));
      }
    }
  }

  @Example
  void tenThousandDatasetsInLayersAreFoundAsAPlainSearchFindsThem() {
    int layers = 20;
    int width = 500;
    Random random = new Random(7);
    Set<Edge> edges = new HashSet<>();
    for (int layer = 0; layer + 1 < layers; layer++) {
      for (int i = 0; i < width; i++) {
        int job = 2 * (layer * width + i) + 1;
        for (int n = 0; n < 3; n++) {
          edges.add(new Edge(2 * (layer * width + random.nextInt(width)), job));
        }
        edges.add(new Edge(job, 2 * ((layer + 1) * width + i)));
      }
    }
    // A way back, so that it is no tree.
    edges.add(new Edge(2 * (layers * width - 1), 1));
    PlainGraph graph = graph(List.copyOf(edges));
    Map<Integer, Integer> expected = plainSearch(edges, 0, Direction.DOWNSTREAM);
    graph.closure(number(graph, 0), Direction.DOWNSTREAM, 100_000);

    long begun = System.nanoTime();
    List<int[]> closure = graph.closure(number(graph, 0), Direction.DOWNSTREAM, 100_000);
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);

    Map<Integer, Integer> found = new TreeMap<>();
    closure.forEach(path -> found.put(label(graph, path[path.length - 1]), path.length - 1));
    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(5_000);
    System.out.printf(
        "closure: %,d of %,d datasets in %d layers in %,d microseconds%n",
        closure.size(), layers * width, layers, taken.toNanos() / 1_000);
  }

  @Example
  void ofALongChainEveryDatasetIsFoundAndPathsAreCutNotTheirEnds() {
    int length = 20_000;
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      edges.add(new Edge(2 * i, 2 * i + 1));
      edges.add(new Edge(2 * i + 1, 2 * i + 2));
    }
    PlainGraph graph = graph(edges);

    List<int[]> closure = graph.closure(number(graph, 0), Direction.DOWNSTREAM, 100_000);

    assertThat(closure).hasSize(length);
    assertThat(closure.stream().mapToLong(path -> path.length).sum()).isLessThan(1_100_000);
    for (int i = 0; i < length; i++) {
      int[] path = closure.get(i);
      assertThat(label(graph, path[0])).isZero();
      assertThat(label(graph, path[path.length - 1])).isEqualTo(2 * i + 2);
    }
    assertThat(closure.get(99)).hasSize(201);
  }

  private static Set<Edge> edges(List<Integer> numbers) {
    Set<Edge> edges = new HashSet<>();
    for (int number : numbers) {
      Edge edge = new Edge(number / NODES, number % NODES);
      if (edge.from % 2 != edge.to % 2) {
        edges.add(edge);
      }
    }
    return edges;
  }

  private static PlainGraph graph(List<Edge> edges) {
    PlainGraph graph = new PlainGraph();
    graph.load(
        edges.stream()
            .map(edge -> new int[] {number(graph, edge.from), number(graph, edge.to)})
            .toList());
    return graph;
  }

  private static int number(PlainGraph graph, int label) {
    String name = Integer.toString(label);
    return label % 2 == 0 ? graph.dataset(name) : graph.job(name);
  }

  private static int label(PlainGraph graph, int number) {
    return Integer.parseInt(graph.name(number));
  }

  private static List<String> paths(PlainGraph graph, int start, Direction direction) {
    return graph.closure(number(graph, start), direction, 1_000).stream()
        .map(path -> Arrays.toString(Arrays.stream(path).map(n -> label(graph, n)).toArray()))
        .toList();
  }

  private static boolean isPath(
      PlainGraph graph, int[] path, Set<Edge> edges, Direction direction) {
    for (int i = 1; i < path.length; i++) {
      int from = label(graph, path[i - 1]);
      int to = label(graph, path[i]);
      if (!edges.contains(
          direction == Direction.DOWNSTREAM ? new Edge(from, to) : new Edge(to, from))) {
        return false;
      }
    }
    return true;
  }

  /** Datasets that can be reached and how far away they are. */
  private static Map<Integer, Integer> plainSearch(
      Set<Edge> edges, int start, Direction direction) {
    Map<Integer, List<Integer>> next = new HashMap<>();
    for (Edge edge : edges) {
      boolean down = direction == Direction.DOWNSTREAM;
      next.computeIfAbsent(down ? edge.from : edge.to, n -> new ArrayList<>())
          .add(down ? edge.to : edge.from);
    }
    Map<Integer, Integer> distance = new TreeMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    distance.put(start, 0);
    queue.add(start);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (int neighbour : next.getOrDefault(at, List.of())) {
        if (!distance.containsKey(neighbour)) {
          distance.put(neighbour, distance.get(at) + 1);
          queue.add(neighbour);
        }
      }
    }
    distance.remove(start);
    distance.keySet().removeIf(node -> node % 2 == 1);
    return distance;
  }
}
