package io.sluice.lineage.graph;

import java.util.EnumSet;

/** Single steps of a walk: what lies next to a node, and what a job passes on of an input. */
final class Steps {

  private final GraphView view;
  private final Lens lens;
  private final WalkOptions options;
  private final Scratch scratch;
  private final boolean present;
  private final EnumSet<EdgeKind> kinds;

  Steps(GraphView view, Lens lens, WalkOptions options, Scratch scratch) {
    this.view = view;
    this.lens = lens;
    this.options = options;
    this.scratch = scratch;
    this.present = view.present(options.moment());
    this.kinds = EnumSet.noneOf(EdgeKind.class);
    kinds.addAll(options.kinds());
  }

  /** Gathers the neighbours of a node, in the order of their ids. */
  void gather(int node, Direction direction) {
    scratch.nearCount = 0;
    int[] members = lens.members(node);
    boolean sorted = members.length == 1 && present;
    for (int member : members) {
      gatherOf(node, member, direction);
    }
    if (!sorted) {
      sort();
    }
  }

  private void gatherOf(int node, int member, Direction direction) {
    boolean down = direction == Direction.DOWNSTREAM;
    int[] list = (down ? view.edges().out() : view.edges().in()).of(member);
    int size = present ? EdgeLists.open(list) : EdgeLists.size(list);
    for (int i = 0; i < size; i++) {
      int neighbour = EdgeLists.neighbour(list, i);
      EdgeKind kind = down ? view.kind(member, neighbour) : view.kind(neighbour, member);
      if (kinds.contains(kind)
          && (present || view.edges().rows().holds(EdgeLists.row(list, i), options.moment()))) {
        int leader = lens.leader(neighbour);
        if (leader != node) {
          scratch.near(leader);
        }
      }
    }
  }

  /**
   * Whether a job is known to pass on of each input only some, so that it is gone through by it.
   */
  boolean selective(int node) {
    if (view.nodes().isDataset(node)) {
      return false;
    }
    int[] list = view.flows().out().of(node);
    return EdgeLists.size(list) > 0 && (options.direct() || explicit(list));
  }

  private boolean explicit(int[] list) {
    for (int i = 0; i < EdgeLists.size(list); i++) {
      int row = EdgeLists.row(list, i);
      if (view.flows().rows().tag(row) != GraphView.INDIRECT && flows(row)) {
        return true;
      }
    }
    return false;
  }

  private boolean flows(int row) {
    return view.flows().rows().holds(row, options.moment());
  }

  /** Gathers what lies beyond a job for data that enters it by one of its datasets. */
  void gatherThrough(int job, int entry, Direction direction) {
    int[] list = view.flows().out().of(job);
    if (explicit(list)) {
      gatherFlows(job, list, entry, direction);
      return;
    }
    gather(job, direction);
    int kept = 0;
    for (int i = 0; i < scratch.nearCount; i++) {
      int beyond = scratch.near[i];
      if (!onlyInfluences(list, entry, beyond, direction)) {
        scratch.near[kept++] = beyond;
      }
    }
    scratch.nearCount = kept;
  }

  private void gatherFlows(int job, int[] list, int entry, Direction direction) {
    scratch.nearCount = 0;
    if (kinds.contains(EdgeKind.TRIGGERS)) {
      gather(job, direction);
      int kept = 0;
      for (int i = 0; i < scratch.nearCount; i++) {
        if (!view.nodes().isDataset(scratch.near[i])) {
          scratch.near[kept++] = scratch.near[i];
        }
      }
      scratch.nearCount = kept;
    }
    EdgeTable rows = view.flows().rows();
    for (int i = 0; i < EdgeLists.size(list); i++) {
      int row = EdgeLists.row(list, i);
      byte kind = rows.tag(row);
      boolean counts = kind == GraphView.FLOW || (kind == GraphView.INFLUENCE && !options.direct());
      if (counts && rows.via(row) >= 0 && rows.to(row) != job && flows(row)) {
        int input = lens.leader(rows.via(row));
        int output = lens.leader(rows.to(row));
        boolean down = direction == Direction.DOWNSTREAM;
        if ((down ? input : output) == entry) {
          scratch.near(down ? output : input);
        }
      }
    }
    sort();
  }

  private boolean onlyInfluences(int[] list, int entry, int beyond, Direction direction) {
    boolean down = direction == Direction.DOWNSTREAM;
    EdgeTable rows = view.flows().rows();
    for (int i = 0; i < EdgeLists.size(list); i++) {
      int row = EdgeLists.row(list, i);
      if (rows.tag(row) == GraphView.INDIRECT
          && rows.via(row) >= 0
          && lens.leader(rows.via(row)) == (down ? entry : beyond)
          && lens.leader(rows.to(row)) == (down ? beyond : entry)
          && flows(row)) {
        return true;
      }
    }
    return false;
  }

  private void sort() {
    int[] sorted = IntSort.sorted(scratch.near, scratch.nearCount, view.nodes()::compare);
    System.arraycopy(sorted, 0, scratch.near, 0, scratch.nearCount);
    int kept = 0;
    for (int i = 0; i < scratch.nearCount; i++) {
      if (kept == 0 || scratch.near[kept - 1] != scratch.near[i]) {
        scratch.near[kept++] = scratch.near[i];
      }
    }
    scratch.nearCount = kept;
  }
}
