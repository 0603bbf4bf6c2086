package io.sluice.lineage.graph;

/**
 * The graph as it was known at a position of the log: every version of every edge until then. It
 * never changes, so that any number of threads may walk it while newer ones are made.
 *
 * @param nodes jobs and datasets
 * @param edges all versions of all edges
 * @param out the edges that begin at each node
 * @param in the edges that end at each node
 * @param position up to which event of the log it goes
 */
record GraphView(NodeTable nodes, EdgeTable edges, EdgeLists out, EdgeLists in, long position) {

  /** A graph of nothing. */
  static GraphView empty() {
    return new GraphBuilder().view(-1);
  }

  /** Whether the graph has ever had an edge at the node. */
  boolean connected(int node) {
    return EdgeLists.size(out.of(node)) + EdgeLists.size(in.of(node)) > 0;
  }
}
