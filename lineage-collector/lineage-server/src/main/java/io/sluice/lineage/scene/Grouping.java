package io.sluice.lineage.scene;

import java.util.Set;

/**
 * How boxes are gathered.
 *
 * @param mode by what
 * @param open the ids of the groups that are drawn opened
 * @param maxBoxes how many boxes there may be, 3 to 300: the focus, and what is left out on either
 *     side of it
 */
record Grouping(Mode mode, Set<String> open, int maxBoxes) {

  /** More boxes than this are grouped unless told otherwise: nobody reads more at once. */
  static final int COMFORTABLE = 120;

  /** More than this is never drawn, since a browser could not. */
  static final int MOST_BOXES = 300;

  Grouping {
    open = Set.copyOf(open);
  }

  /** By what boxes are gathered. */
  enum Mode {
    /** Not at all, as long as there is room. */
    NONE,
    /** By namespace and side. */
    NAMESPACE,
    /** By namespace if there are more than is comfortable, else not at all. */
    AUTO
  }

  boolean groups(int nodes) {
    return switch (mode) {
      case NONE -> false;
      case NAMESPACE -> true;
      case AUTO -> nodes > COMFORTABLE;
    };
  }
}
