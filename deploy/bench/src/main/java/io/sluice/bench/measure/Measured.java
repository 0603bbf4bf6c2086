package io.sluice.bench.measure;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one contestant.
 *
 * @param name how it is called
 * @param costs one for each round
 */
public record Measured(String name, List<Cost> costs) {

  /** Copies the costs; there is at least one. */
  public Measured {
    costs = List.copyOf(costs);
    if (costs.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  /** The median of the CPU seconds. */
  public double cpu() {
    return median(Cost::cpuSeconds);
  }

  /** The median of the wall seconds. */
  public double wall() {
    return median(Cost::wallSeconds);
  }

  /** Median, least and most CPU seconds as text. */
  public String cpuText() {
    return text(Cost::cpuSeconds);
  }

  /** Median, least and most wall seconds as text. */
  public String wallText() {
    return text(Cost::wallSeconds);
  }

  private String text(ToDoubleFunction<Cost> figure) {
    double[] sorted = sorted(figure);
    return String.format(
        Locale.ROOT, "%.3f (%.3f–%.3f)", median(figure), sorted[0], sorted[sorted.length - 1]);
  }

  private double median(ToDoubleFunction<Cost> figure) {
    double[] sorted = sorted(figure);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private double[] sorted(ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).sorted().toArray();
  }
}
