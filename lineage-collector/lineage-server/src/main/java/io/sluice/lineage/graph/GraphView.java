package io.sluice.lineage.graph;

/**
 * The graph as it was known at a position of the log: every version of every edge until then. It
 * never changes, so that any number of threads may walk it while newer ones are made.
 *
 * @param nodes jobs and datasets
 * @param edges where data and control go
 * @param flows how data goes through jobs of which that is known
 * @param family which jobs start which
 * @param position up to which event of the log it goes
 */
record GraphView(
    NodeTable nodes,
    Relation.Rows edges,
    Relation.Rows flows,
    Relation.Rows family,
    long position) {

  /** A flow by the explicit lineage of a job. */
  static final byte FLOW = 1;

  /** The same, but the input only influences the output. */
  static final byte INFLUENCE = 2;

  /** By a job's column lineage an input only influences the output. */
  static final byte INDIRECT = 3;

  /** A job that is started by another. */
  static final byte PARENT = 1;

  /** A job that is only a command of the one that starts it. */
  static final byte COMMAND = 2;

  /** A graph of nothing. */
  static GraphView empty() {
    return new GraphBuilder().view(-1);
  }

  /** Whether the graph has ever had an edge at the node. */
  boolean connected(int node) {
    return EdgeLists.size(edges.out().of(node)) + EdgeLists.size(edges.in().of(node)) > 0;
  }

  /** Whether a moment is the present, at which open edges are all that counts. */
  boolean present(Moment moment) {
    return moment.asOf() == Moment.OPEN_ENDED && moment.knownAt() == position;
  }

  /** What kind of edge there is between two nodes. */
  EdgeKind kind(int from, int to) {
    boolean toDataset = nodes.isDataset(to);
    if (nodes.isDataset(from)) {
      return toDataset ? EdgeKind.DERIVES : EdgeKind.READ;
    }
    return toDataset ? EdgeKind.WRITE : EdgeKind.TRIGGERS;
  }
}
