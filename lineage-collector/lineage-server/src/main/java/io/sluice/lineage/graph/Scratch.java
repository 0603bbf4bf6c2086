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
  private int[] depths = new int[0];
  private int stamp;
  private int mark;
  private int[] order = new int[64];
  private int count;
  int[] near = new int[64];
  int nearCount;

  /** Makes room for so many nodes. */
  void fit(int nodes) {
    if (stamps.length < nodes) {
      int length = nodes + nodes / 4 + 16;
      stamps = new int[length];
      marks = new int[length];
      parents = new int[length];
      depths = new int[length];
      stamp = 0;
      mark = 0;
    }
  }

  /** Begins a walk at a node. */
  void begin(int start) {
    if (++stamp == Integer.MAX_VALUE) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
    count = 0;
    visit(start, start, 0);
  }

  boolean visited(int node) {
    return stamps[node] == stamp;
  }

  void visit(int node, int parent, int depth) {
    stamps[node] = stamp;
    parents[node] = parent;
    depths[node] = depth;
    order = count == order.length ? Arrays.copyOf(order, count * 2) : order;
    order[count++] = node;
  }

  /** How many nodes the walk has visited. */
  int count() {
    return count;
  }

  /** The node that was visited in that place. */
  int visitedAt(int place) {
    return order[place];
  }

  int parent(int node) {
    return parents[node];
  }

  int depth(int node) {
    return depths[node];
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
