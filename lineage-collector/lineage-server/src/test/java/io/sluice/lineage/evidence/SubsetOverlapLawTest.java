package io.sluice.lineage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lineage.facet.Subset;
import io.sluice.lineage.facet.Subset.Operator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SubsetOverlapLawTest {

  private static final List<String> DATES = List.of("2026-01-01", "2026-01-02", "2026-01-03");
  private static final List<String> NUMBERS = List.of("-1", "2", "10");
  private static final List<String> WORDS = List.of("eu", "us");

  @Property(tries = 300)
  void isSymmetric(@ForAll("conditions") Subset left, @ForAll("conditions") Subset right) {
    assertThat(SubsetOverlap.mayOverlap(left, right))
        .isEqualTo(SubsetOverlap.mayOverlap(right, left));
  }

  @Property(tries = 300)
  void neverSaysNoWhereARowIsInBoth(
      @ForAll("conditions") Subset left, @ForAll("conditions") Subset right) {
    boolean common = false;
    for (String day : DATES) {
      for (String number : NUMBERS) {
        for (String region : WORDS) {
          Map<String, String> row = Map.of("dt", day, "n", number, "region", region);
          common |= holds(left, row) && holds(right, row);
        }
      }
    }
    if (common) {
      assertThat(SubsetOverlap.mayOverlap(left, right)).isTrue();
    }
  }

  @Test
  void saysNoWhereThePartitionsDiffer() {
    assertThat(SubsetOverlap.mayOverlap(day("2026-01-01"), day("2026-01-02"))).isFalse();
    assertThat(SubsetOverlap.mayOverlap(day("2026-01-01"), day("2026-01-01"))).isTrue();
    assertThat(
            SubsetOverlap.mayOverlap(
                day("2026-01-01"), new Subset.Comparison("dt", Operator.GREATER, "2026-01-01")))
        .isFalse();
    assertThat(
            SubsetOverlap.mayOverlap(
                new Subset.Locations(List.of("s3://b/a/")),
                new Subset.Locations(List.of("s3://b/ab"))))
        .isFalse();
  }

  @Test
  void saysPerhapsWhereItCannotTell() {
    assertThat(SubsetOverlap.mayOverlap(new Subset.Unknown(), day("2026-01-01"))).isTrue();
    assertThat(SubsetOverlap.mayOverlap(day("20260101"), day("2026-01-02"))).isTrue();
    assertThat(
            SubsetOverlap.mayOverlap(day("2026-01-01"), new Subset.Locations(List.of("s3://b/x"))))
        .isTrue();
  }

  @Provide
  Arbitrary<Subset> conditions() {
    return Arbitraries.lazyOf(
        () -> comparisons("dt", DATES),
        () -> comparisons("n", NUMBERS),
        () -> comparisons("region", WORDS),
        () -> Arbitraries.of(DATES).map(SubsetOverlapLawTest::day),
        () ->
            Combinators.combine(Arbitraries.of(true, false), conditions(), conditions())
                .as(Subset.Both::new));
  }

  private static Arbitrary<Subset> comparisons(String field, List<String> values) {
    return Combinators.combine(Arbitraries.of(Operator.values()), Arbitraries.of(values))
        .as((operator, value) -> new Subset.Comparison(field, operator, value));
  }

  private static Subset day(String day) {
    return new Subset.Partitions(List.of(Map.of("dt", day)));
  }

  /** What the condition means, by the simplest reading. */
  private static boolean holds(Subset subset, Map<String, String> row) {
    if (subset instanceof Subset.Both both) {
      return both.and()
          ? holds(both.left(), row) && holds(both.right(), row)
          : holds(both.left(), row) || holds(both.right(), row);
    }
    if (subset instanceof Subset.Partitions partitions) {
      return partitions.partitions().stream()
          .anyMatch(
              p -> p.entrySet().stream().allMatch(e -> e.getValue().equals(row.get(e.getKey()))));
    }
    if (subset instanceof Subset.Comparison comparison) {
      String value = String.valueOf(row.get(comparison.field()));
      int order =
          comparison.field().equals("n")
              ? Integer.compare(Integer.parseInt(value), Integer.parseInt(comparison.literal()))
              : value.compareTo(comparison.literal());
      return switch (comparison.operator()) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
    return true;
  }
}
