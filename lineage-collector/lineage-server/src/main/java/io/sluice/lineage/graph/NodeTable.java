package io.sluice.lineage.graph;

import java.util.Arrays;
import java.util.UUID;

/**
 * Nodes by number, and their numbers by id, in arrays. One thread adds; a handle made by {@link
 * #snapshot} shows the nodes there were then and may be read by any thread, since what it shows is
 * never changed.
 */
final class NodeTable {

  private static final int BITS = 10;
  private static final int PAGE = 1 << BITS;
  private static final int MASK = PAGE - 1;

  private long[][] ids;
  private boolean[][] datasets;
  private String[][] namespaces;
  private String[][] names;
  // Numbers plus one, at the place that the id's hash tells or the next free one; 0 is free.
  private int[] slots;
  private int size;

  NodeTable() {
    this(new long[0][], new boolean[0][], new String[0][], new String[0][], new int[64], 0);
  }

  private NodeTable(
      long[][] ids,
      boolean[][] datasets,
      String[][] namespaces,
      String[][] names,
      int[] slots,
      int size) {
    this.ids = ids;
    this.datasets = datasets;
    this.namespaces = namespaces;
    this.names = names;
    this.slots = slots;
    this.size = size;
  }

  /** The nodes there are now, for readers. */
  NodeTable snapshot() {
    return new NodeTable(ids, datasets, namespaces, names, slots, size);
  }

  int size() {
    return size;
  }

  /** The number of a node, -1 if it is not known. */
  int number(UUID id) {
    return number(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  int number(long most, long least) {
    int[] table = slots;
    for (int at = place(most, least, table.length); ; at = (at + 1) & (table.length - 1)) {
      int number = table[at] - 1;
      if (number < 0) {
        return -1;
      }
      // The writer may have added more since: those are not of this snapshot.
      if (number < size && most(number) == most && least(number) == least) {
        return number;
      }
    }
  }

  /** The number of a node, which is added if it is new. */
  int add(long most, long least, GraphNode.Type type, String namespace, String name) {
    int known = number(most, least);
    if (known >= 0) {
      return known;
    }
    if (size >> BITS == ids.length) {
      addPage();
    }
    int page = size >> BITS;
    int at = size & MASK;
    ids[page][2 * at] = most;
    ids[page][2 * at + 1] = least;
    datasets[page][at] = type == GraphNode.Type.DATASET;
    namespaces[page][at] = namespace;
    names[page][at] = name;
    size++;
    if (size * 2L > slots.length) {
      widen();
    } else {
      enter(slots, size - 1);
    }
    return size - 1;
  }

  private void addPage() {
    int pages = ids.length + 1;
    ids = Arrays.copyOf(ids, pages);
    datasets = Arrays.copyOf(datasets, pages);
    namespaces = Arrays.copyOf(namespaces, pages);
    names = Arrays.copyOf(names, pages);
    ids[pages - 1] = new long[2 * PAGE];
    datasets[pages - 1] = new boolean[PAGE];
    namespaces[pages - 1] = new String[PAGE];
    names[pages - 1] = new String[PAGE];
  }

  /** Readers keep the old table, which still finds every node that they know. */
  private void widen() {
    int[] wider = new int[slots.length * 2];
    for (int number = 0; number < size; number++) {
      enter(wider, number);
    }
    slots = wider;
  }

  private void enter(int[] table, int number) {
    int at = place(most(number), least(number), table.length);
    while (table[at] != 0) {
      at = (at + 1) & (table.length - 1);
    }
    table[at] = number + 1;
  }

  private static int place(long most, long least, int length) {
    long mixed = (most ^ (least * 0x9E3779B97F4A7C15L)) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32) & (length - 1);
  }

  private long most(int number) {
    return ids[number >> BITS][2 * (number & MASK)];
  }

  private long least(int number) {
    return ids[number >> BITS][2 * (number & MASK) + 1];
  }

  UUID id(int number) {
    return new UUID(most(number), least(number));
  }

  boolean isDataset(int number) {
    return datasets[number >> BITS][number & MASK];
  }

  GraphNode node(int number) {
    int page = number >> BITS;
    int at = number & MASK;
    GraphNode.Type type = datasets[page][at] ? GraphNode.Type.DATASET : GraphNode.Type.JOB;
    return new GraphNode(id(number), type, namespaces[page][at], names[page][at]);
  }

  /** The order of their ids as {@link UUID#compareTo} has it. */
  int compare(int left, int right) {
    int byMost = Long.compare(most(left), most(right));
    return byMost != 0 ? byMost : Long.compare(least(left), least(right));
  }
}
