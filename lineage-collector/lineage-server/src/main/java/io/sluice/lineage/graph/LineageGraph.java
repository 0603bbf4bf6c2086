package io.sluice.lineage.graph;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.lineage.graph.EdgeFeed.EdgeState;
import io.sluice.lineage.projection.ProjectionFollower;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /**
   * What lies around a node, empty if it has no edges.
   *
   * @param id the node
   * @param depth how many steps to go
   * @param direction which way, null for both
   * @param maxNodes how many nodes to show at the most
   * @param maxEdges how many edges to show at the most
   */
  public Part around(
      UUID id, int depth, @Nullable Direction direction, int maxNodes, int maxEdges) {
    lock.readLock().lock();
    try {
      int start = adjacency.number(id);
      if (start < 0) {
        return new Part(List.of(), true);
      }
      Set<Integer> shown = new LinkedHashSet<>(adjacency.around(start, depth, direction, maxNodes));
      List<Neighbourhood> found = new ArrayList<>(shown.size());
      // Each edge is shown at both of its ends.
      int left = 2 * maxEdges;
      for (int number : shown) {
        List<GraphNode> before = shown(adjacency.previous(number), shown, left);
        List<GraphNode> after = shown(adjacency.next(number), shown, left - before.size());
        left -= before.size() + after.size();
        found.add(new Neighbourhood(adjacency.node(number), before, after));
      }
      return new Part(found, shown.size() < maxNodes && left > 0);
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

  private List<GraphNode> shown(int[] neighbours, Set<Integer> shown, int limit) {
    List<GraphNode> nodes = new ArrayList<>();
    for (int neighbour : neighbours) {
      if (nodes.size() < limit && shown.contains(neighbour)) {
        nodes.add(adjacency.node(neighbour));
      }
    }
    return nodes;
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
