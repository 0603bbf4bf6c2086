package io.sluice.lineage.graph;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.lineage.projection.ProjectionFollower;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All versions of all edges in memory: loaded whole at the start, then kept current by what
 * changes. A read takes the newest view and walks it, without waiting for the writer or for other
 * reads.
 */
@Singleton
public class LineageGraph implements ProjectionFollower {

  private final EdgeFeed feed;
  private final SameDataset same;
  private final ScratchPool scratches = new ScratchPool();
  private GraphBuilder builder = new GraphBuilder();
  private volatile GraphView view = GraphView.empty();
  private long generation = -1;

  LineageGraph(EdgeFeed feed, SameDataset same, MeterRegistry metrics) {
    this.feed = feed;
    this.same = same;
    metrics.gauge("sluice.lineage.graph.nodes", this, self -> self.view.nodes().size());
    metrics.gauge("sluice.lineage.graph.edges", this, self -> self.view.edges().rows().size());
  }

  /**
   * A node of a part of the graph, and its neighbours within the part.
   *
   * @param node the node
   * @param inEdges where its incoming edges begin
   * @param outEdges where its outgoing edges end
   */
  public record Neighbourhood(GraphNode node, List<GraphNode> inEdges, List<GraphNode> outEdges) {}

  /**
   * A part of the graph.
   *
   * @param nodes its nodes, the nearest first
   * @param whole whether nothing was left out because it would have been too much
   */
  public record Part(List<Neighbourhood> nodes, boolean whole) {}

  @Override
  public void follow(long newPosition, long newGeneration) throws SQLException {
    if (newGeneration != generation) {
      // Built aside, so that readers have the old graph until the new one is whole.
      GraphBuilder loading = new GraphBuilder();
      EdgeFeed.Progress progress = feed.load(loading);
      builder = loading;
      generation = progress.generation();
      view = loading.view(progress.position());
    } else if (newPosition != view.position()) {
      EdgeFeed.Progress progress = feed.changes(builder, view.position());
      if (progress.generation() == generation) {
        view = builder.view(progress.position());
      } else {
        follow(progress.position(), progress.generation());
      }
    }
  }

  /** The arrays that walks need. */
  ScratchPool scratches() {
    return scratches;
  }

  /** The newest view of the graph. */
  GraphView view() {
    return view;
  }

  /**
   * What lies around a node, empty if it never had an edge.
   *
   * @param id the node
   * @param depth how many steps to go
   * @param direction which way, null for both
   * @param maxNodes how many nodes to show at the most
   * @param maxEdges how many edges to show at the most
   */
  public Part around(
      UUID id, int depth, @Nullable Direction direction, int maxNodes, int maxEdges) {
    return around(id, depth, direction, maxNodes, maxEdges, null, null);
  }

  /** The same as it was at a time, and as was known at a log position; null is the present. */
  public Part around(
      UUID id,
      int depth,
      @Nullable Direction direction,
      int maxNodes,
      int maxEdges,
      @Nullable Instant asOf,
      @Nullable Long knownAt) {
    GraphView now = view;
    Moment moment = Moments.of(asOf, knownAt, now.position());
    int start = now.nodes().number(id);
    if (start < 0 || !now.connected(start)) {
      return new Part(List.of(), true);
    }
    return scratches.with(
        scratch -> {
          Walker walker = plain(now, moment, scratch);
          int[] shown = walker.around(new int[] {start}, depth, direction, maxNodes);
          List<Neighbourhood> found = new ArrayList<>(shown.length);
          // Each edge is shown at both of its ends.
          int left = 2 * maxEdges;
          for (int number : shown) {
            int[] before = walker.shownNeighbours(number, Direction.UPSTREAM, left);
            int[] after =
                walker.shownNeighbours(number, Direction.DOWNSTREAM, left - before.length);
            left -= before.length + after.length;
            found.add(
                new Neighbourhood(now.nodes().node(number), nodes(now, before), nodes(now, after)));
          }
          return new Part(found, shown.length < maxNodes && left > 0);
        });
  }

  /** A shortest path to each dataset that can be reached, ends included; at most limit + 1. */
  public List<List<GraphNode>> closure(UUID id, Direction direction, int limit) {
    GraphView now = view;
    return closure(now, id, direction, limit, Moments.of(null, null, now.position()));
  }

  /** The same at a moment of a view. */
  List<List<GraphNode>> closure(
      GraphView at, UUID id, Direction direction, int limit, Moment moment) {
    int start = at.nodes().number(id);
    if (start < 0) {
      return List.of();
    }
    return scratches.with(
        scratch -> {
          List<List<GraphNode>> paths = new ArrayList<>();
          Lens lens = Lens.merged(at, moment, same, false);
          Walker walker = new Walker(at, lens, WalkOptions.at(moment), scratch);
          for (int[] path : walker.closure(start, direction, limit)) {
            paths.add(Arrays.stream(path).mapToObj(lens::describe).toList());
          }
          return paths;
        });
  }

  /** Names as they were sent, and only what jobs read and write: what Marquez knows. */
  private static Walker plain(GraphView view, Moment moment, Scratch scratch) {
    WalkOptions options = new WalkOptions(moment, EnumSet.of(EdgeKind.READ, EdgeKind.WRITE), false);
    return new Walker(view, Lens.raw(view, moment), options, scratch);
  }

  private static List<GraphNode> nodes(GraphView view, int[] numbers) {
    List<GraphNode> nodes = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      nodes.add(view.nodes().node(number));
    }
    return nodes;
  }
}
