package io.sluice.lineage.graph;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A graph built edge by edge, as events would build it one after the other. */
final class PlainGraph {

  private final GraphBuilder builder = new GraphBuilder();
  private final Map<List<Integer>, EdgeSpan> open = new HashMap<>();
  private final Scratch scratch = new Scratch();
  private long position;
  private GraphView view = builder.view(0);

  int dataset(String name) {
    return add(GraphNode.Type.DATASET, name);
  }

  int job(String name) {
    return add(GraphNode.Type.JOB, name);
  }

  private int add(GraphNode.Type type, String name) {
    UUID id = UUID.nameUUIDFromBytes((type + name).getBytes(StandardCharsets.UTF_8));
    return builder
        .nodes()
        .add(id.getMostSignificantBits(), id.getLeastSignificantBits(), type, "n", name);
  }

  void link(int from, int to) {
    if (!open.containsKey(List.of(from, to))) {
      EdgeSpan span = new EdgeSpan(0, EdgeTable.OPEN, ++position, EdgeTable.OPEN, (byte) 0);
      open.put(List.of(from, to), span);
      builder.edges().apply(from, to, EdgeTable.NONE, span);
      view = builder.view(position);
    }
  }

  void unlink(int from, int to) {
    EdgeSpan span = open.remove(List.of(from, to));
    if (span != null) {
      builder
          .edges()
          .apply(
              from,
              to,
              EdgeTable.NONE,
              new EdgeSpan(
                  span.validFrom(), span.validTo(), span.knownFrom(), ++position, span.tag()));
      view = builder.view(position);
    }
  }

  /** Everything at once, as at a start. */
  void load(Iterable<int[]> edges) {
    for (int[] edge : edges) {
      builder
          .edges()
          .load(
              edge[0],
              edge[1],
              EdgeTable.NONE,
              new EdgeSpan(0, EdgeTable.OPEN, 1, EdgeTable.OPEN, (byte) 0));
    }
    view = builder.view(1);
  }

  /** A job passes an input on to an output; the tag tells how that is known. */
  void flow(int job, int input, int output, byte tag) {
    builder
        .flows()
        .apply(
            job, output, input, new EdgeSpan(0, EdgeTable.OPEN, ++position, EdgeTable.OPEN, tag));
  }

  Walker walker(boolean direct) {
    view = view();
    Moment moment = new Moment(Moment.OPEN_ENDED, view.position());
    return new Walker(
        view, Lens.raw(view, moment), new WalkOptions(moment, WalkOptions.data(), direct), scratch);
  }

  GraphView view() {
    return builder.view(position);
  }

  Walker walker() {
    Moment moment = new Moment(Moment.OPEN_ENDED, view.position());
    return new Walker(view, Lens.raw(view, moment), WalkOptions.at(moment), scratch);
  }

  List<int[]> closure(int start, Direction direction, int limit) {
    view = view();
    return walker().closure(start, direction, limit);
  }

  String name(int number) {
    return view.nodes().node(number).name();
  }
}
