package io.sluice.lineage.graph;

import java.util.Arrays;

/**
 * Rows on two clocks between numbered nodes. One thread adds; a handle made by {@link #snapshot}
 * may be read by any thread at a position not beyond the snapshot's: rows that come later begin to
 * be believed later, and a row that ends later ends beyond it too.
 */
final class EdgeTable {

  /** Stands for "not yet" at the end of an interval of either clock. */
  static final long OPEN = Long.MAX_VALUE;

  /** Stands where there is no node. */
  static final int NONE = -1;

  private static final int BITS = 12;
  private static final int PAGE = 1 << BITS;
  private static final int MASK = PAGE - 1;

  private int[][] ends;
  private long[][] clocks;
  private byte[][] tags;
  private int size;

  EdgeTable() {
    this(new int[0][], new long[0][], new byte[0][], 0);
  }

  private EdgeTable(int[][] ends, long[][] clocks, byte[][] tags, int size) {
    this.ends = ends;
    this.clocks = clocks;
    this.tags = tags;
    this.size = size;
  }

  EdgeTable snapshot() {
    return new EdgeTable(ends, clocks, tags, size);
  }

  int size() {
    return size;
  }

  /** Adds a row and returns its number; times are microseconds since 1970. */
  int add(int from, int to, int via, EdgeSpan span) {
    if (size >> BITS == ends.length) {
      int pages = ends.length + 1;
      ends = Arrays.copyOf(ends, pages);
      clocks = Arrays.copyOf(clocks, pages);
      tags = Arrays.copyOf(tags, pages);
      ends[pages - 1] = new int[3 * PAGE];
      clocks[pages - 1] = new long[4 * PAGE];
      tags[pages - 1] = new byte[PAGE];
    }
    int page = size >> BITS;
    int at = size & MASK;
    ends[page][3 * at] = from;
    ends[page][3 * at + 1] = to;
    ends[page][3 * at + 2] = via;
    clocks[page][4 * at] = span.validFrom();
    clocks[page][4 * at + 1] = span.validTo();
    clocks[page][4 * at + 2] = span.knownFrom();
    clocks[page][4 * at + 3] = span.knownTo();
    tags[page][at] = span.tag();
    return size++;
  }

  /** Ends the belief in a row; readers of earlier positions go on to see it. */
  void end(int row, long knownTo) {
    clocks[row >> BITS][4 * (row & MASK) + 3] = knownTo;
  }

  int from(int row) {
    return ends[row >> BITS][3 * (row & MASK)];
  }

  int to(int row) {
    return ends[row >> BITS][3 * (row & MASK) + 1];
  }

  /** The input of a flow, {@link #NONE} if it has none; of other rows nothing. */
  int via(int row) {
    return ends[row >> BITS][3 * (row & MASK) + 2];
  }

  EdgeSpan span(int row) {
    long[] page = clocks[row >> BITS];
    int at = 4 * (row & MASK);
    return new EdgeSpan(
        page[at], page[at + 1], page[at + 2], page[at + 3], tags[row >> BITS][row & MASK]);
  }

  byte tag(int row) {
    return tags[row >> BITS][row & MASK];
  }

  /** Whether it is believed and open with no end in sight. */
  boolean open(int row) {
    long[] page = clocks[row >> BITS];
    int at = 4 * (row & MASK);
    return page[at + 1] == OPEN && page[at + 3] == OPEN;
  }

  /** Whether it held at a time by what was known at a position. */
  boolean holds(int row, Moment moment) {
    long[] page = clocks[row >> BITS];
    int at = 4 * (row & MASK);
    return page[at + 2] <= moment.knownAt()
        && moment.knownAt() < page[at + 3]
        && moment.holds(page[at], page[at + 1]);
  }

  /** Whether it was believed at that position, open or closed. */
  boolean believed(int row, long position) {
    long[] page = clocks[row >> BITS];
    int at = 4 * (row & MASK);
    return page[at + 2] <= position && position < page[at + 3];
  }

  /** Whether a row between the same nodes is this one. */
  boolean same(int row, int via, EdgeSpan span) {
    long[] page = clocks[row >> BITS];
    int at = 4 * (row & MASK);
    return page[at] == span.validFrom()
        && page[at + 2] == span.knownFrom()
        && tag(row) == span.tag()
        && via(row) == via;
  }
}
