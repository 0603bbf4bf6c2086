package io.sluice.lineage.graph;

import java.util.Arrays;

/**
 * For each node the rows at one of its ends. A list is an array: how many rows are open now, then
 * for each row its number and the node at the other end; the open ones come first, in the order of
 * those nodes' ids. Lists and the pages that hold them are never changed but replaced, so that a
 * snapshot stays as it is.
 */
final class EdgeLists {

  private static final int[] EMPTY = {0};
  private static final int BITS = 8;
  private static final int PAGE = 1 << BITS;
  private static final int MASK = PAGE - 1;

  private int[][][] pages;
  // Which pages belong to this writer alone since the last snapshot.
  private boolean[] own;

  EdgeLists() {
    this(new int[0][][], new boolean[0]);
  }

  private EdgeLists(int[][][] pages, boolean[] own) {
    this.pages = pages;
    this.own = own;
  }

  EdgeLists snapshot() {
    own = new boolean[pages.length];
    return new EdgeLists(pages.clone(), own);
  }

  int[] of(int node) {
    int page = node >> BITS;
    if (page >= pages.length || pages[page] == null) {
      return EMPTY;
    }
    int[] list = pages[page][node & MASK];
    return list == null ? EMPTY : list;
  }

  void set(int node, int[] list) {
    int page = node >> BITS;
    if (page >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length + pages.length / 4));
      own = Arrays.copyOf(own, pages.length);
    }
    if (!own[page]) {
      pages[page] = pages[page] == null ? new int[PAGE][] : pages[page].clone();
      own[page] = true;
    }
    pages[page][node & MASK] = list;
  }

  /** How many of a list's rows are open. */
  static int open(int[] list) {
    return list[0];
  }

  /** How many rows a list has. */
  static int size(int[] list) {
    return list.length / 2;
  }

  static int row(int[] list, int index) {
    return list[1 + 2 * index];
  }

  static int neighbour(int[] list, int index) {
    return list[2 + 2 * index];
  }
}
