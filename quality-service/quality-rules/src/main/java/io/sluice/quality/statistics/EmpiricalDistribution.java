package io.sluice.quality.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Numbers and how often each occurs. */
public final class EmpiricalDistribution {

  private final double[] values;
  private final long[] cumulated;

  /**
   * From distinct numbers in ascending order.
   *
   * @param values at least one, none of them NaN
   * @param counts how often each occurs, at least once
   */
  public EmpiricalDistribution(double[] values, long[] counts) {
    if (values.length == 0 || values.length != counts.length) {
      throw new IllegalArgumentException("each of at least one value needs a count");
    }
    this.values = values.clone();
    cumulated = counts.clone();
    Arrays.parallelPrefix(cumulated, Long::sum);
  }

  /** How many numbers there are. */
  public long size() {
    return cumulated[cumulated.length - 1];
  }

  /** The least number. */
  public double least() {
    return values[0];
  }

  /** The greatest number. */
  public double greatest() {
    return values[values.length - 1];
  }

  /** How many numbers are less than that, or equal to it where that counts. */
  public long below(double bound, boolean inclusive) {
    int place = Arrays.binarySearch(values, bound);
    int before = place < 0 ? -place - 1 : inclusive ? place + 1 : place;
    return before == 0 ? 0 : cumulated[before - 1];
  }

  /**
   * The Kolmogorov-Smirnov statistic: the greatest distance from a continuous distribution.
   *
   * @param distribution its cumulative probability
   */
  public double distance(DoubleUnaryOperator distribution) {
    double size = size();
    double greatest = 0;
    double before = 0;
    for (int i = 0; i < values.length; i++) {
      double expected = distribution.applyAsDouble(values[i]);
      double after = cumulated[i] / size;
      greatest = Math.max(greatest, Math.max(expected - before, after - expected));
      before = after;
    }
    return greatest;
  }

  /** As many of the numbers, drawn with replacement, in ascending order. */
  public double[] sample(int size, SplittableRandom random) {
    double[] drawn = new double[size];
    for (int i = 0; i < size; i++) {
      int place = Arrays.binarySearch(cumulated, random.nextLong(size()) + 1);
      drawn[i] = values[place < 0 ? -place - 1 : place];
    }
    Arrays.sort(drawn);
    return drawn;
  }

  /** The Kolmogorov-Smirnov statistic of numbers in ascending order. */
  public static double distance(double[] sorted, DoubleUnaryOperator distribution) {
    double greatest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = distribution.applyAsDouble(sorted[i]);
      greatest = Math.max(greatest, expected - (double) i / sorted.length);
      greatest = Math.max(greatest, (double) (i + 1) / sorted.length - expected);
    }
    return greatest;
  }
}
