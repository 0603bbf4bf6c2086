package io.sluice.lineage.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which boxes a portion of the graph becomes: one for each node, or one for all of a
 * namespace, and "more" boxes where there is no room. A pure function, so that the same portion is
 * always drawn alike.
 */
final class Composer {

  private final Portion portion;
  private final Grouping grouping;
  private final Map<String, String> groupOf = new LinkedHashMap<>();
  private final Map<String, List<Portion.Node>> members = new LinkedHashMap<>();

  private Composer(Portion portion, Grouping grouping) {
    this.portion = portion;
    this.grouping = grouping;
  }

  /** The boxes and lines, without places yet. */
  static Drawing compose(Portion portion, Grouping grouping) {
    Composer composer = new Composer(portion, grouping);
    composer.group();
    return composer.fit();
  }

  private void group() {
    boolean groups = grouping.groups(portion.nodes().size());
    Map<String, Integer> sizes = new HashMap<>();
    portion.nodes().forEach(node -> sizes.merge(groupId(node), 1, Integer::sum));
    for (Portion.Node node : portion.nodes()) {
      String group = groupId(node);
      boolean alone =
          !groups
              || node.id().equals(portion.focus())
              || sizes.getOrDefault(group, 0) == 1
              || grouping.open().contains(group);
      String box = alone ? node.id() : group;
      groupOf.put(node.id(), box);
      members.computeIfAbsent(box, id -> new ArrayList<>()).add(node);
    }
  }

  private static String groupId(Portion.Node node) {
    return "group:" + node.side() + ":" + node.namespace();
  }

  /** Keeps the nearest boxes; the more of them are left out, the more "more" boxes there may be. */
  private Drawing fit() {
    int keep = members.size();
    Drawing drawing = draw(keep);
    while (drawing.boxes().size() > grouping.maxBoxes() && keep > 1) {
      keep = Math.max(1, keep - Math.max(1, drawing.boxes().size() - grouping.maxBoxes()));
      drawing = draw(keep);
    }
    return drawing;
  }

  private Drawing draw(int keep) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    for (Map.Entry<String, List<Portion.Node>> each : members.entrySet()) {
      if (boxes.size() < keep) {
        boxes.put(each.getKey(), box(each.getKey(), each.getValue()));
      }
    }
    Map<String, Set<String>> more = new LinkedHashMap<>();
    Map<String, Lines> lines = new LinkedHashMap<>();
    for (Portion.Edge edge : portion.edges()) {
      String from = groupOf.get(edge.from());
      String to = groupOf.get(edge.to());
      if (from == null || to == null || from.equals(to)) {
        continue;
      }
      String left = boxes.containsKey(from) ? from : standIn("UPSTREAM", to, boxes, from, more);
      String right = boxes.containsKey(to) ? to : standIn("DOWNSTREAM", from, boxes, to, more);
      if (left != null && right != null) {
        lines.computeIfAbsent(left + "\n" + right, key -> new Lines(left, right)).add(edge.kind());
      }
    }
    more.forEach((id, hidden) -> boxes.put(id, moreBox(id, hidden)));
    return new Drawing(
        List.copyOf(boxes.values()),
        lines.values().stream().map(Lines::line).toList(),
        0,
        0,
        portion.whole() && keep >= members.size());
  }

  /** The box that stands for what is left out beside one that is drawn; null if neither is. */
  private static @Nullable String standIn(
      String side,
      String beside,
      Map<String, Box> boxes,
      String hidden,
      Map<String, Set<String>> more) {
    if (!boxes.containsKey(beside)) {
      return null;
    }
    String id = "more:" + side + ":" + beside;
    more.computeIfAbsent(id, key -> new HashSet<>()).add(hidden);
    return id;
  }

  private Box box(String id, List<Portion.Node> inside) {
    Portion.Node first = inside.get(0);
    boolean group = inside.size() > 1;
    return new Box(
        id,
        group ? Box.Kind.GROUP : first.kind(),
        first.namespace(),
        group ? first.namespace() : first.name(),
        inside.size(),
        first.id().equals(portion.focus()),
        first.hops(),
        inside.stream().mapToInt(Portion.Node::beyondUpstream).sum(),
        inside.stream().mapToInt(Portion.Node::beyondDownstream).sum(),
        null);
  }

  private Box moreBox(String id, Set<String> hidden) {
    int count = 0;
    int hops = Integer.MAX_VALUE;
    for (String box : hidden) {
      List<Portion.Node> inside = members.getOrDefault(box, List.of());
      count += inside.size();
      hops = Math.min(hops, inside.isEmpty() ? hops : inside.get(0).hops());
    }
    return new Box(id, Box.Kind.MORE, "", count + " more", count, false, hops, 0, 0, null);
  }

  /** A line that grows with the edges that it stands for. */
  private static final class Lines {

    private final String from;
    private final String to;
    private final TreeSet<String> kinds = new TreeSet<>();
    private int count;

    Lines(String from, String to) {
      this.from = from;
      this.to = to;
    }

    void add(String kind) {
      kinds.add(kind);
      count++;
    }

    Line line() {
      return new Line(from, to, kinds, count, List.of());
    }
  }
}
