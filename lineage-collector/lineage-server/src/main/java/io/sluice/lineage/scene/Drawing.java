package io.sluice.lineage.scene;

import java.util.List;

/**
 * Boxes and lines.
 *
 * @param boxes the boxes
 * @param lines the lines between them
 * @param width how wide it is, in CSS pixels; 0 before it is laid out
 * @param height how high it is
 * @param whole whether every node of the portion is in a box that can be opened or is one itself
 */
public record Drawing(
    List<Box> boxes, List<Line> lines, double width, double height, boolean whole) {

  /** Copies the lists. */
  public Drawing {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }
}
