package io.sluice.lineage.graph;

import java.util.List;
import java.util.function.Function;

/**
 * What one request looks at: a view, how to look at it, which way counts and what is hidden.
 *
 * @param view the graph
 * @param lens how it is looked at
 * @param options which way through it counts
 * @param hidden what is not shown
 */
record Look(GraphView view, Lens lens, WalkOptions options, List<HiddenNodes> hidden) {

  Look {
    hidden = List.copyOf(hidden);
  }

  /** The same at another moment. */
  Look at(Moment moment) {
    return new Look(
        view, lens.at(moment), new WalkOptions(moment, options.kinds(), options.direct()), hidden);
  }

  Walker walker(Scratch scratch) {
    return new Walker(view, lens, options, scratch);
  }

  boolean hides(int node) {
    if (hidden.isEmpty()) {
      return false;
    }
    GraphNode shown = lens.describe(node);
    return hidden.stream().anyMatch(each -> each.hides(shown));
  }

  /** All nodes that are shown as the one that a node is shown as. */
  int[] family(int node) {
    return lens.shownAs(lens.shown(node));
  }

  /** Walks with arrays from a pool. */
  interface Walking<T> extends Function<Scratch, T> {}
}
