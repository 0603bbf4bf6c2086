package io.sluice.lineage.scene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places boxes in layers by longest path, and orders each layer by the mean place of its
 * neighbours. Far from the fewest crossings, but its cost is that of a look at each line, so that
 * it serves where there are very many of them.
 */
final class QuickLayout {

  private static final int SWEEPS = 8;
  private static final double LAYER = 292;
  private static final double ROW = 80;

  private final Drawing drawing;
  private final List<List<Integer>> next = new ArrayList<>();
  private final List<List<Integer>> previous = new ArrayList<>();

  private QuickLayout(Drawing drawing) {
    this.drawing = drawing;
  }

  static Drawing place(Drawing drawing) {
    return new QuickLayout(drawing).place();
  }

  private Drawing place() {
    Map<String, Integer> numbers = new HashMap<>();
    for (Box box : drawing.boxes()) {
      numbers.put(box.id(), numbers.size());
      next.add(new ArrayList<>());
      previous.add(new ArrayList<>());
    }
    for (Line line : drawing.lines()) {
      Integer from = numbers.get(line.from());
      Integer to = numbers.get(line.to());
      if (from != null && to != null) {
        next.get(from).add(to);
        previous.get(to).add(from);
      }
    }
    int[] layers = layers();
    List<List<Integer>> ordered = order(layers);
    Line.Point[] places = new Line.Point[drawing.boxes().size()];
    double height = 0;
    for (int layer = 0; layer < ordered.size(); layer++) {
      for (int row = 0; row < ordered.get(layer).size(); row++) {
        places[ordered.get(layer).get(row)] = new Line.Point(layer * LAYER, row * ROW);
        height = Math.max(height, (row + 1) * ROW);
      }
    }
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      boxes.add(drawing.boxes().get(i).at(places[i].x(), places[i].y()));
    }
    List<Line> lines = new ArrayList<>();
    for (Line line : drawing.lines()) {
      Integer from = numbers.get(line.from());
      Integer to = numbers.get(line.to());
      lines.add(from == null || to == null ? line : straight(line, boxes.get(from), boxes.get(to)));
    }
    return new Drawing(boxes, lines, ordered.size() * LAYER, height, drawing.whole());
  }

  private static Line straight(Line line, Box from, Box to) {
    Box.Place start = from.place();
    Box.Place end = to.place();
    if (start == null || end == null) {
      return line;
    }
    return line.along(
        List.of(
            new Line.Point(start.x() + start.width(), start.y() + start.height() / 2),
            new Line.Point(end.x(), end.y() + end.height() / 2)));
  }

  /** Longest paths from the sources; what lies on a cycle goes where it is met first. */
  private int[] layers() {
    int[] layers = new int[next.size()];
    int[] waiting = new int[next.size()];
    boolean[] done = new boolean[next.size()];
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = previous.get(i).size();
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    for (int placed = 0, scan = 0; placed < waiting.length; ) {
      if (ready.isEmpty()) {
        while (done[scan]) {
          scan++;
        }
        ready.add(scan);
      }
      int at = ready.remove();
      if (done[at]) {
        continue;
      }
      done[at] = true;
      placed++;
      for (int to : next.get(at)) {
        if (!done[to]) {
          layers[to] = Math.max(layers[to], layers[at] + 1);
          if (--waiting[to] == 0) {
            ready.add(to);
          }
        }
      }
    }
    return layers;
  }

  private List<List<Integer>> order(int[] layers) {
    int count = Arrays.stream(layers).max().orElse(0) + 1;
    List<List<Integer>> ordered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ordered.add(new ArrayList<>());
    }
    for (int i = 0; i < layers.length; i++) {
      ordered.get(layers[i]).add(i);
    }
    double[] row = new double[layers.length];
    number(ordered, row);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      List<List<Integer>> neighbours = sweep % 2 == 0 ? previous : next;
      for (List<Integer> layer : ordered) {
        double[] mean = row.clone();
        layer.forEach(
            box ->
                mean[box] =
                    neighbours.get(box).stream()
                        .mapToDouble(n -> row[n])
                        .average()
                        .orElse(row[box]));
        layer.sort(Comparator.<Integer>comparingDouble(box -> mean[box]).thenComparing(b -> b));
      }
      number(ordered, row);
    }
    return ordered;
  }

  private static void number(List<List<Integer>> ordered, double[] row) {
    for (List<Integer> layer : ordered) {
      for (int i = 0; i < layer.size(); i++) {
        row[layer.get(i)] = i;
      }
    }
  }
}
