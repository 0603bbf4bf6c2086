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
      builder.apply(from, to, span);
      view = builder.view(position);
    }
  }

  void unlink(int from, int to) {
    EdgeSpan span = open.remove(List.of(from, to));
    if (span != null) {
      builder.apply(
          from,
          to,
          new EdgeSpan(span.validFrom(), span.validTo(), span.knownFrom(), ++position, span.tag()));
      view = builder.view(position);
    }
  }

  /** Everything at once, as at a start. */
  void load(Iterable<int[]> edges) {
    for (int[] edge : edges) {
      builder.load(edge[0], edge[1], new EdgeSpan(0, EdgeTable.OPEN, 1, EdgeTable.OPEN, (byte) 0));
    }
    view = builder.view(1);
  }

  GraphView view() {
    return builder.view(position);
  }

  Walker walker() {
    return new Walker(view, new Moment(Moment.OPEN_ENDED, view.position()), scratch);
  }

  List<int[]> closure(int start, Direction direction, int limit) {
    view = view();
    return walker().closure(start, direction, limit);
  }

  String name(int number) {
    return view.nodes().node(number).name();
  }
}
