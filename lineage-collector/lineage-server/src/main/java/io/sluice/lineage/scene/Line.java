package io.sluice.lineage.scene;

import java.util.List;
import java.util.SortedSet;

/**
 * A line between two boxes.
 *
 * @param from the box where it begins
 * @param to the box where it ends
 * @param kinds the kinds of the edges that it stands for
 * @param count how many edges it stands for
 * @param points its corners, both ends included; empty before it is laid out
 */
public record Line(String from, String to, SortedSet<String> kinds, int count, List<Point> points) {

  /** Copies the points. */
  public Line {
    points = List.copyOf(points);
  }

  /**
   * A corner, in CSS pixels from the upper left corner of the scene.
   *
   * @param x to the right
   * @param y downwards
   */
  public record Point(double x, double y) {}

  Line along(List<Point> corners) {
    return new Line(from, to, kinds, count, corners);
  }
}
