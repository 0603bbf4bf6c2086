package io.sluice.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Runs contestants by turns (first, second, first, second …), so that a noisy neighbour or a slow
 * minute of the machine falls on all of them.
 *
 * @param warmUps rounds before the measured ones, which also compare the figures
 * @param rounds measured rounds
 */
public record Rounds(int warmUps, int rounds) {

  /** At least one round of each: nothing is compared that has not been shown to be equal. */
  public Rounds {
    if (warmUps < 1 || rounds < 1) {
      throw new IllegalArgumentException("at least one round of each kind is needed");
    }
  }

  /**
   * Measures the contestants, in their order.
   *
   * @throws DifferentFiguresException if they do not find the same
   */
  public List<Measured> measure(List<Contestant> contestants) throws Exception {
    for (int i = 0; i < warmUps; i++) {
      requireEqual(contestants);
    }
    return measureWarm(contestants);
  }

  /** Measures contestants that have different work, so that their figures differ by nature. */
  public List<Measured> measureDifferent(List<Contestant> contestants) throws Exception {
    for (int i = 0; i < warmUps; i++) {
      for (Contestant contestant : contestants) {
        contestant.run();
      }
    }
    return measureWarm(contestants);
  }

  private List<Measured> measureWarm(List<Contestant> contestants) throws Exception {
    Map<Contestant, List<Cost>> costs = new LinkedHashMap<>();
    contestants.forEach(contestant -> costs.put(contestant, new ArrayList<>()));
    for (int i = 0; i < rounds; i++) {
      for (Map.Entry<Contestant, List<Cost>> entry : costs.entrySet()) {
        entry.getValue().add(entry.getKey().measure());
      }
    }
    List<Measured> measured = new ArrayList<>();
    costs.forEach((contestant, each) -> measured.add(new Measured(contestant.name(), each)));
    return measured;
  }

  private static void requireEqual(List<Contestant> contestants) throws Exception {
    Contestant first = contestants.get(0);
    SortedMap<String, String> expected = first.run();
    for (Contestant other : contestants.subList(1, contestants.size())) {
      requireEqual(first.name(), expected, other.name(), other.run());
    }
  }

  /**
   * Compares what two contestants found.
   *
   * @throws DifferentFiguresException if it is not the same
   */
  public static void requireEqual(
      String name,
      SortedMap<String, String> expected,
      String other,
      SortedMap<String, String> found) {
    if (expected.equals(found)) {
      return;
    }
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    StringBuilder differences = new StringBuilder();
    for (String figure : names) {
      String left = expected.getOrDefault(figure, "missing");
      String right = found.getOrDefault(figure, "missing");
      if (!left.equals(right)) {
        differences.append(String.format("%n  %s: %s %s, %s %s", figure, name, left, other, right));
      }
    }
    throw new DifferentFiguresException("the figures differ, so no ratio is given:" + differences);
  }
}
