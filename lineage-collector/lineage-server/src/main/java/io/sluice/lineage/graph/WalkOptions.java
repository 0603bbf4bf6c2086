package io.sluice.lineage.graph;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which way through the graph counts.
 *
 * @param moment the point on both clocks
 * @param kinds which edges to go along
 * @param direct whether to leave out inputs that only influence an output
 */
record WalkOptions(Moment moment, Set<EdgeKind> kinds, boolean direct) {

  private static final Set<EdgeKind> DATA =
      Set.copyOf(EnumSet.of(EdgeKind.READ, EdgeKind.WRITE, EdgeKind.DERIVES));

  /** The kinds that data goes along. */
  static Set<EdgeKind> data() {
    return DATA;
  }

  WalkOptions {
    kinds = Set.copyOf(kinds);
  }

  /** Everything along which data goes, at a moment. */
  static WalkOptions at(Moment moment) {
    return new WalkOptions(moment, DATA, false);
  }
}
