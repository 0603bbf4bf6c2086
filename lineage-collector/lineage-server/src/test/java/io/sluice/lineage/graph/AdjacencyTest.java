package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdjacencyTest {

  private final Adjacency graph = new Adjacency();

  @Test
  void findsAShortestPathToEachDataset() {
    flow("a", "slow1", "b");
    flow("b", "slow2", "d");
    flow("a", "fast", "d");

    assertThat(closure("a", Direction.DOWNSTREAM))
        .containsExactlyInAnyOrder("a slow1 b", "a fast d");
  }

  @Test
  void endsOnACycleAndNeverComesBackToItsStart() {
    flow("a", "j1", "b");
    flow("b", "j2", "a");

    assertThat(closure("a", Direction.DOWNSTREAM)).containsExactly("a j1 b");
    assertThat(closure("a", Direction.UPSTREAM)).containsExactly("a j2 b");
  }

  @Test
  void forgetsAnEdgeThatWasClosed() {
    flow("a", "j", "b");

    graph.unlink(job("j"), dataset("b"));

    assertThat(closure("a", Direction.DOWNSTREAM)).isEmpty();
  }

  @Test
  void goesNoFurtherThanTheDepth() {
    flow("a", "j1", "b");
    flow("b", "j2", "c");

    assertThat(names(graph.around(dataset("a"), 2, null, 100))).containsExactly("a", "j1", "b");
  }

  private void flow(String from, String job, String to) {
    graph.link(dataset(from), job(job));
    graph.link(job(job), dataset(to));
  }

  private List<String> closure(String start, Direction direction) {
    return graph.closure(dataset(start), direction, 100).stream()
        .map(path -> String.join(" ", java.util.Arrays.stream(path).mapToObj(this::name).toList()))
        .toList();
  }

  private List<String> names(List<Integer> numbers) {
    return numbers.stream().map(this::name).toList();
  }

  private String name(int number) {
    return graph.node(number).name();
  }

  private int dataset(String name) {
    return graph.add(new GraphNode(id(name), GraphNode.Type.DATASET, "data", name));
  }

  private int job(String name) {
    return graph.add(new GraphNode(id("job" + name), GraphNode.Type.JOB, "jobs", name));
  }

  private static UUID id(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
