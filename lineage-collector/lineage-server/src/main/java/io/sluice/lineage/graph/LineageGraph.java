package io.sluice.lineage.graph;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.lineage.graph.EdgeFeed.EdgeState;
import io.sluice.lineage.projection.ProjectionFollower;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The open edges in memory: loaded whole at the start, then kept current by what changes. */
@Singleton
public class LineageGraph implements ProjectionFollower {

  private final EdgeFeed feed;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private Adjacency adjacency = new Adjacency();
  private long position = -1;
  private long generation = -1;

  LineageGraph(EdgeFeed feed, MeterRegistry metrics) {
    this.feed = feed;
    metrics.gauge("sluice.lineage.graph.nodes", this, LineageGraph::size);
  }

  /**
   * A part of the graph: nodes, and for each the numbers of its neighbours within the part.
   *
   * @param node the node
   * @param inEdges where its incoming edges begin
   * @param outEdges where its outgoing edges end
   */
  public record Neighbourhood(GraphNode node, List<GraphNode> inEdges, List<GraphNode> outEdges) {}

  @Override
  public void follow(long newPosition, long newGeneration) throws SQLException {
    if (newGeneration != generation) {
      // Built aside, so that readers have the old graph until the new one is whole.
      Adjacency loaded = new Adjacency();
      feed.open(edge -> apply(loaded, edge));
      lock.writeLock().lock();
      try {
        adjacency = loaded;
      } finally {
        lock.writeLock().unlock();
      }
    } else if (newPosition != position) {
      List<EdgeState> changes = feed.changedSince(position);
      lock.writeLock().lock();
      try {
        changes.forEach(edge -> apply(adjacency, edge));
      } finally {
        lock.writeLock().unlock();
      }
    }
    position = newPosition;
    generation = newGeneration;
  }

  private static void apply(Adjacency graph, EdgeState edge) {
    int job = graph.add(edge.job());
    int dataset = graph.add(edge.dataset());
    int from = edge.reads() ? dataset : job;
    int to = edge.reads() ? job : dataset;
    if (edge.open()) {
      graph.link(from, to);
    } else {
      graph.unlink(from, to);
    }
  }

  /** What lies around a node, empty if it has no edges. */
  public List<Neighbourhood> around(UUID id, int depth, @Nullable Direction direction, int limit) {
    lock.readLock().lock();
    try {
      int start = adjacency.number(id);
      if (start < 0) {
        return List.of();
      }
      List<Neighbourhood> found = new ArrayList<>();
      for (int number : adjacency.around(start, depth, direction, limit)) {
        found.add(
            new Neighbourhood(
                adjacency.node(number),
                nodes(adjacency.previous(number)),
                nodes(adjacency.next(number))));
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** A shortest path to each dataset that can be reached, ends included; at most limit + 1. */
  public List<List<GraphNode>> closure(UUID id, Direction direction, int limit) {
    lock.readLock().lock();
    try {
      int start = adjacency.number(id);
      if (start < 0) {
        return List.of();
      }
      List<List<GraphNode>> paths = new ArrayList<>();
      for (int[] path : adjacency.closure(start, direction, limit)) {
        paths.add(nodes(path));
      }
      return paths;
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<GraphNode> nodes(int[] numbers) {
    List<GraphNode> nodes = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      nodes.add(adjacency.node(number));
    }
    return nodes;
  }

  private int size() {
    lock.readLock().lock();
    try {
      return adjacency.size();
    } finally {
      lock.readLock().unlock();
    }
  }
}
