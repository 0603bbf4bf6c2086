package io.sluice.lineage.graph;

/**
 * Takes in nodes and what relates them, and makes views of them. For one thread; the views that it
 * made may be read by any, and are not changed by what comes later.
 */
final class GraphBuilder {

  private final NodeTable nodes = new NodeTable();
  private final Relation edges = new Relation(nodes);
  private final Relation flows = new Relation(nodes);
  private final Relation family = new Relation(nodes);

  NodeTable nodes() {
    return nodes;
  }

  /** Edges, from where data or control comes to where it goes. */
  Relation edges() {
    return edges;
  }

  /** Flows through jobs: from the job to an output, or itself for none, via an input. */
  Relation flows() {
    return flows;
  }

  /** From each job to those that start it. */
  Relation family() {
    return family;
  }

  /** What was taken in so far, at a position of the log. */
  GraphView view(long position) {
    return new GraphView(
        nodes.snapshot(), edges.snapshot(), flows.snapshot(), family.snapshot(), position);
  }
}
