package io.sluice.lineage.graph;

import java.util.Arrays;

/**
 * Takes in rows between nodes and lists them at both ends. For one thread; the snapshots that it
 * made may be read by any, and are not changed by what comes later.
 */
final class Relation {

  private final NodeTable nodes;
  private final EdgeTable edges = new EdgeTable();
  private final EdgeLists out = new EdgeLists();
  private final EdgeLists in = new EdgeLists();
  // Rows from here on are in no list yet.
  private int listed;
  private int[] ended = new int[16];
  private int endedCount;

  Relation(NodeTable nodes) {
    this.nodes = nodes;
  }

  /**
   * The rows as they were.
   *
   * @param rows all of them
   * @param out those that begin at each node
   * @param in those that end at each node
   */
  record Rows(EdgeTable rows, EdgeLists out, EdgeLists in) {}

  /** Takes in a row: a new one, or one that is known and may have ended since. */
  void apply(int from, int to, int via, EdgeSpan span) {
    int row = find(from, to, via, span);
    if (row < 0) {
      edges.add(from, to, via, span);
    } else if (edges.span(row).knownTo() != span.knownTo()) {
      edges.end(row, span.knownTo());
      ended = endedCount == ended.length ? Arrays.copyOf(ended, endedCount * 2) : ended;
      ended[endedCount++] = row;
    }
  }

  /** Takes in a row that is known to be new, as at a start. */
  void load(int from, int to, int via, EdgeSpan span) {
    edges.add(from, to, via, span);
  }

  private int find(int from, int to, int via, EdgeSpan span) {
    int[] after = out.of(from);
    int[] before = in.of(to);
    boolean byFrom = after.length <= before.length;
    int[] list = byFrom ? after : before;
    int other = byFrom ? to : from;
    for (int i = 0; i < EdgeLists.size(list); i++) {
      if (EdgeLists.neighbour(list, i) == other && edges.same(EdgeLists.row(list, i), via, span)) {
        return EdgeLists.row(list, i);
      }
    }
    return -1;
  }

  /** What was taken in so far. */
  Rows snapshot() {
    list(out, true);
    list(in, false);
    listed = edges.size();
    endedCount = 0;
    return new Rows(edges.snapshot(), out.snapshot(), in.snapshot());
  }

  /** Brings the lists of one side up to date, each that is touched once. */
  private void list(EdgeLists lists, boolean byFrom) {
    int added = edges.size() - listed;
    long[] touched = new long[added + endedCount];
    for (int i = 0; i < touched.length; i++) {
      int row = i < added ? listed + i : ended[i - added];
      touched[i] = ((long) (byFrom ? edges.from(row) : edges.to(row)) << 32) | row;
    }
    Arrays.sort(touched);
    for (int first = 0; first < touched.length; ) {
      int node = (int) (touched[first] >>> 32);
      int next = first;
      while (next < touched.length && (int) (touched[next] >>> 32) == node) {
        next++;
      }
      lists.set(node, merged(lists.of(node), touched, first, next, byFrom));
      first = next;
    }
  }

  private int[] merged(int[] old, long[] touched, int first, int next, boolean byFrom) {
    int[] fresh = new int[next - first];
    int count = 0;
    for (int i = first; i < next; i++) {
      if ((int) touched[i] >= listed) {
        fresh[count++] = (int) touched[i];
      }
    }
    fresh =
        IntSort.sorted(
            fresh,
            count,
            (left, right) -> nodes.compare(other(left, byFrom), other(right, byFrom)));
    int[] list = new int[1 + 2 * (EdgeLists.size(old) + count)];
    int at = mergeOpen(old, fresh, list, byFrom);
    list[0] = at / 2;
    for (int i = 0; i < EdgeLists.size(old); i++) {
      if (!edges.open(EdgeLists.row(old, i))) {
        at = put(list, at, EdgeLists.row(old, i), byFrom);
      }
    }
    for (int row : fresh) {
      if (!edges.open(row)) {
        at = put(list, at, row, byFrom);
      }
    }
    return list;
  }

  /** Writes the open rows of both in order; returns where the list goes on. */
  private int mergeOpen(int[] old, int[] fresh, int[] list, boolean byFrom) {
    int at = 1;
    int left = 0;
    int right = 0;
    int known = EdgeLists.open(old);
    while (left < known || right < fresh.length) {
      boolean takeLeft =
          right == fresh.length
              || (left < known
                  && nodes.compare(EdgeLists.neighbour(old, left), other(fresh[right], byFrom))
                      <= 0);
      int row = takeLeft ? EdgeLists.row(old, left++) : fresh[right++];
      if (edges.open(row)) {
        at = put(list, at, row, byFrom);
      }
    }
    return at;
  }

  private int put(int[] list, int at, int row, boolean byFrom) {
    list[at] = row;
    list[at + 1] = other(row, byFrom);
    return at + 2;
  }

  private int other(int row, boolean byFrom) {
    return byFrom ? edges.to(row) : edges.from(row);
  }
}
