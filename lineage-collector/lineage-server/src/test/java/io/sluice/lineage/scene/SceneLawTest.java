package io.sluice.lineage.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SceneLawTest {

  @Property(tries = 60)
  void nothingIsLostAndNothingOverlaps(
      @ForAll @IntRange(min = 1, max = 400) int nodes,
      @ForAll @IntRange(min = 0, max = 900) int edges,
      @ForAll @IntRange(min = 3, max = 300) int maxBoxes,
      @ForAll Grouping.Mode mode,
      @ForAll long seed) {
    Portion portion = portion(nodes, edges, new Random(seed));
    Drawing composed = Composer.compose(portion, new Grouping(mode, Set.of(), maxBoxes));

    assertThat(composed.boxes()).hasSizeLessThanOrEqualTo(maxBoxes);
    assertThat(composed.boxes()).filteredOn(Box::focus).hasSize(1);
    Set<String> ids = new HashSet<>();
    composed.boxes().forEach(box -> assertThat(ids.add(box.id())).isTrue());
    composed.lines().forEach(line -> assertThat(ids).contains(line.from(), line.to()));
    if (composed.whole()) {
      assertThat(composed.boxes().stream().mapToInt(Box::members).sum()).isEqualTo(nodes);
    }
    assertThat(Composer.compose(portion, new Grouping(mode, Set.of(), maxBoxes)))
        .isEqualTo(composed);
    apart(QuickLayout.place(composed));
  }

  @Property(tries = 12)
  void theLayeredLayoutIsRepeatableAndKeepsBoxesApart(
      @ForAll @IntRange(min = 1, max = 80) int nodes,
      @ForAll @IntRange(min = 0, max = 160) int edges,
      @ForAll long seed) {
    Portion portion = portion(nodes, edges, new Random(seed));
    Drawing composed = Composer.compose(portion, new Grouping(Grouping.Mode.NONE, Set.of(), 300));
    Drawing placed = LayeredLayout.place(composed, () -> false);
    apart(placed);
    assertThat(LayeredLayout.place(composed, () -> false)).isEqualTo(placed);
    placed.lines().forEach(line -> assertThat(line.points()).hasSizeGreaterThanOrEqualTo(2));
  }

  @Example
  void aGroupCanBeOpened() {
    Portion portion = portion(40, 80, new Random(1));
    Drawing closed =
        Composer.compose(portion, new Grouping(Grouping.Mode.NAMESPACE, Set.of(), 300));
    Box group =
        closed.boxes().stream()
            .filter(box -> box.kind() == Box.Kind.GROUP)
            .findFirst()
            .orElseThrow();
    Drawing opened =
        Composer.compose(portion, new Grouping(Grouping.Mode.NAMESPACE, Set.of(group.id()), 300));
    assertThat(opened.boxes()).hasSize(closed.boxes().size() + group.members() - 1);
  }

  private static void apart(Drawing drawing) {
    List<Box.Place> places = new ArrayList<>();
    for (Box box : drawing.boxes()) {
      Box.Place place = box.place();
      assertThat(place).isNotNull();
      for (Box.Place other : places) {
        boolean overlap =
            place.x() < other.x() + other.width()
                && other.x() < place.x() + place.width()
                && place.y() < other.y() + other.height()
                && other.y() < place.y() + place.height();
        assertThat(overlap).as("%s and %s", place, other).isFalse();
      }
      places.add(place);
    }
  }

  private static Portion portion(int count, int edgeCount, Random random) {
    List<Portion.Node> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Portion.Side side =
          i == 0
              ? Portion.Side.FOCUS
              : i % 2 == 0 ? Portion.Side.UPSTREAM : Portion.Side.DOWNSTREAM;
      nodes.add(
          new Portion.Node(
              "n" + i,
              i % 3 == 0 ? Box.Kind.JOB : Box.Kind.DATASET,
              "ns" + i % 7,
              "name" + i,
              side,
              1 + i / 10,
              random.nextInt(2),
              random.nextInt(2)));
    }
    List<Portion.Edge> edges = new ArrayList<>();
    for (int i = 0; i < edgeCount; i++) {
      edges.add(
          new Portion.Edge(
              "n" + random.nextInt(count),
              "n" + random.nextInt(count),
              random.nextBoolean() ? "READ" : "WRITE"));
    }
    return new Portion("n0", nodes, edges, true);
  }
}
