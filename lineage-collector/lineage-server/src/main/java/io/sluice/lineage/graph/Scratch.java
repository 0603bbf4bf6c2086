package io.sluice.lineage.graph;

import java.util.Arrays;

/**
 * The arrays that a walk needs, an entry for each node, used again by the next walk: a stamp tells
 * what is of this walk, so that nothing need be cleared.
 */
final class Scratch {

  private int[] stamps = new int[0];
  private int[] marks = new int[0];
  private int[] parents = new int[0];
  private int[] vias = new int[0];
  private int[] depths = new int[0];
  private int stamp;
  private int mark;
  private int[] found = new int[64];
  private int foundCount;
  // Nodes to go on from, each with the neighbour that it is entered by and its depth.
  private int[] queue = new int[192];
  private int queueCount;
  int[] near = new int[64];
  int nearCount;

  /** Makes room for so many nodes. */
  void fit(int nodes) {
    if (stamps.length < nodes) {
      int length = nodes + nodes / 4 + 16;
      stamps = new int[length];
      marks = new int[length];
      parents = new int[length];
      vias = new int[length];
      depths = new int[length];
      stamp = 0;
      mark = 0;
    }
  }

  /** Begins a walk. */
  void begin() {
    if (++stamp == Integer.MAX_VALUE) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
    foundCount = 0;
    queueCount = 0;
  }

  boolean visited(int node) {
    return stamps[node] == stamp;
  }

  /** Notes that a node was reached from a parent, by way of another node or of none. */
  void visit(int node, int parent, int via, int depth) {
    stamps[node] = stamp;
    parents[node] = parent;
    vias[node] = via;
    depths[node] = depth;
    found = foundCount == found.length ? Arrays.copyOf(found, foundCount * 2) : found;
    found[foundCount++] = node;
  }

  /** How many nodes the walk has reached. */
  int count() {
    return foundCount;
  }

  /** The node that was reached in that place. */
  int foundAt(int place) {
    return found[place];
  }

  int parent(int node) {
    return parents[node];
  }

  int via(int node) {
    return vias[node];
  }

  int depth(int node) {
    return depths[node];
  }

  /**
   * Notes that the walk goes on from a node: from all of it, or from what can be reached through it
   * from one of its neighbours only.
   */
  void enqueue(int node, int entry, int depth) {
    if (3 * queueCount == queue.length) {
      queue = Arrays.copyOf(queue, queue.length * 2);
    }
    queue[3 * queueCount] = node;
    queue[3 * queueCount + 1] = entry;
    queue[3 * queueCount + 2] = depth;
    queueCount++;
  }

  int queued() {
    return queueCount;
  }

  int nodeAt(int place) {
    return queue[3 * place];
  }

  int entryAt(int place) {
    return queue[3 * place + 1];
  }

  int depthAt(int place) {
    return queue[3 * place + 2];
  }

  /** Begins a set of nodes, apart from those visited. */
  void beginMarks() {
    if (++mark == Integer.MAX_VALUE) {
      Arrays.fill(marks, 0);
      mark = 1;
    }
  }

  boolean mark(int node) {
    boolean added = marks[node] != mark;
    marks[node] = mark;
    return added;
  }

  boolean marked(int node) {
    return marks[node] == mark;
  }

  void near(int node) {
    near = nearCount == near.length ? Arrays.copyOf(near, nearCount * 2) : near;
    near[nearCount++] = node;
  }
}
