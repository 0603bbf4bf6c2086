package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkerTest {

  private final PlainGraph graph = new PlainGraph();

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

    assertThat(names(graph.walker().around(new int[] {dataset("a")}, 2, null, 100)))
        .containsExactly("a", "j1", "b");
  }

  @Test
  void goesThroughAJobWithExplicitLineageAlongItsEntriesOnly() {
    flow("a", "j", "x");
    flow("b", "j", "y");
    graph.flow(job("j"), dataset("a"), dataset("x"), GraphView.FLOW);
    graph.flow(job("j"), EdgeTable.NONE, dataset("y"), GraphView.FLOW);

    assertThat(closure("a", Direction.DOWNSTREAM)).containsExactly("a j x");
    assertThat(closure("b", Direction.DOWNSTREAM)).isEmpty();
    assertThat(closure("x", Direction.UPSTREAM)).containsExactly("x j a");
    assertThat(closure("y", Direction.UPSTREAM)).isEmpty();
  }

  @Test
  void goesThroughSuchAJobOnceMoreWhenItIsReachedByAnotherInput() {
    flow("a", "j", "x");
    flow("a", "k", "b");
    flow("b", "j", "y");
    graph.flow(job("j"), dataset("a"), dataset("x"), GraphView.FLOW);
    graph.flow(job("j"), dataset("b"), dataset("y"), GraphView.FLOW);

    assertThat(closure("a", Direction.DOWNSTREAM))
        .containsExactlyInAnyOrder("a j x", "a k b", "a k b j y");
  }

  @Test
  void leavesOutInputsThatOnlyInfluenceWhenDirectIsAsked() {
    flow("a", "j", "x");
    flow("filter", "j", "x");
    flow("filter", "j", "y");
    graph.flow(job("j"), dataset("filter"), dataset("x"), GraphView.INDIRECT);

    assertThat(direct("x", Direction.UPSTREAM)).containsExactly("x j a");
    assertThat(direct("filter", Direction.DOWNSTREAM)).containsExactly("filter j y");
    assertThat(direct("a", Direction.DOWNSTREAM)).containsExactlyInAnyOrder("a j x", "a j y");
    assertThat(closure("x", Direction.UPSTREAM)).hasSize(2);
  }

  private List<String> direct(String start, Direction direction) {
    return graph.walker(true).closure(dataset(start), direction, 100).stream()
        .map(path -> String.join(" ", Arrays.stream(path).mapToObj(graph::name).toList()))
        .toList();
  }

  private void flow(String from, String job, String to) {
    graph.link(dataset(from), job(job));
    graph.link(job(job), dataset(to));
  }

  private List<String> closure(String start, Direction direction) {
    return graph.closure(dataset(start), direction, 100).stream()
        .map(path -> String.join(" ", Arrays.stream(path).mapToObj(graph::name).toList()))
        .toList();
  }

  private List<String> names(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(graph::name).toList();
  }

  private int dataset(String name) {
    return graph.dataset(name);
  }

  private int job(String name) {
    return graph.job(name);
  }
}
