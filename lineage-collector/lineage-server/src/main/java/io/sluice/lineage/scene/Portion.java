package io.sluice.lineage.scene;

import java.util.List;

/**
 * A portion of the graph that is to be drawn.
 *
 * @param focus the id of the node in the middle
 * @param nodes the nodes, the nearest to the focus first
 * @param edges the edges between them
 * @param whole whether nothing within the wanted distance was left out already
 */
record Portion(String focus, List<Node> nodes, List<Edge> edges, boolean whole) {

  Portion {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** On which side of the focus something lies. */
  enum Side {
    UPSTREAM,
    FOCUS,
    DOWNSTREAM
  }

  /**
   * A job or a dataset.
   *
   * @param id its node id
   * @param kind what it is
   * @param namespace its namespace
   * @param name its name
   * @param side where it lies
   * @param hops how many steps it is away from the focus
   * @param beyondUpstream how many of its neighbours against the data are not among the nodes
   * @param beyondDownstream how many of its neighbours with the data are not among the nodes
   */
  record Node(
      String id,
      Box.Kind kind,
      String namespace,
      String name,
      Side side,
      int hops,
      int beyondUpstream,
      int beyondDownstream) {}

  /**
   * An edge, in the direction of the data.
   *
   * @param from the id of the node where it begins
   * @param to the id of the node where it ends
   * @param kind what kind of edge it is
   */
  record Edge(String from, String to, String kind) {}
}
