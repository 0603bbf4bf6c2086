package io.sluice.lineage.scene;

import org.jspecify.annotations.Nullable;

/**
 * A box to draw.
 *
 * @param id the node id of a job or dataset; of a group {@code group:SIDE:NAMESPACE}; of the rest
 *     {@code more:SIDE:NODE}
 * @param kind what it stands for
 * @param namespace the namespace of what is in it
 * @param name the name, for a person to read
 * @param members how many jobs and datasets it stands for
 * @param focus whether it is the one in the middle
 * @param hops how many steps the nearest member is away from the focus
 * @param hiddenUpstream how many neighbours against the data are not in the scene
 * @param hiddenDownstream how many neighbours with the data are not in the scene
 * @param place where it is drawn, null before it is laid out
 */
public record Box(
    String id,
    Kind kind,
    String namespace,
    String name,
    int members,
    boolean focus,
    int hops,
    int hiddenUpstream,
    int hiddenDownstream,
    @Nullable Place place) {

  /** What a box stands for, and how large it is drawn, in CSS pixels. */
  public enum Kind {
    DATASET(220, 56),
    JOB(180, 44),
    /** All that one namespace has on one side of the focus. */
    GROUP(220, 56),
    /** What there was no room for, beside one of the boxes. */
    MORE(120, 32);

    private final int width;
    private final int height;

    Kind(int width, int height) {
      this.width = width;
      this.height = height;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }
  }

  /**
   * A rectangle, in CSS pixels from the upper left corner of the scene.
   *
   * @param x the left edge
   * @param y the upper edge
   * @param width the width
   * @param height the height
   */
  public record Place(double x, double y, double width, double height) {}

  Box at(double x, double y) {
    return new Box(
        id,
        kind,
        namespace,
        name,
        members,
        focus,
        hops,
        hiddenUpstream,
        hiddenDownstream,
        new Place(x, y, kind.width, kind.height));
  }
}
