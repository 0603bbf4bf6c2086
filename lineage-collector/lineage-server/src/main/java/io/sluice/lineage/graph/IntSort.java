package io.sluice.lineage.graph;

import java.util.Arrays;

/** Sorts numbers by what they stand for, without making objects of them. */
final class IntSort {

  private IntSort() {}

  /** Tells which of two numbers comes first. */
  interface Order {
    int compare(int left, int right);
  }

  /** The first so many values in order; equal ones stay as they are. The values may be moved. */
  static int[] sorted(int[] values, int count, Order order) {
    int[] from = values;
    int[] to = new int[count];
    for (int width = 1; width < count; width *= 2) {
      for (int low = 0; low < count; low += 2 * width) {
        int middle = Math.min(low + width, count);
        int high = Math.min(low + 2 * width, count);
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
          boolean takeLeft =
              right == high || (left < middle && order.compare(from[left], from[right]) <= 0);
          to[i] = takeLeft ? from[left++] : from[right++];
        }
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from.length == count ? from : Arrays.copyOf(from, count);
  }
}
