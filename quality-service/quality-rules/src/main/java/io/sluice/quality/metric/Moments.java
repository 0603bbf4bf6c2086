package io.sluice.quality.metric;

import org.jspecify.annotations.Nullable;

/**
 * The figures of {@link Metric.Spread}; they merge.
 *
 * @param count how many numbers
 * @param mean their mean; 0 of none
 * @param squares the sum of their squared deviations from the mean
 */
public record Moments(long count, double mean, double squares) {

  /** Of no numbers. */
  public static final Moments NONE = new Moments(0, 0, 0);

  /** With one more number (Welford, 1962). */
  public Moments with(double value) {
    long n = count + 1;
    double delta = value - mean;
    double next = mean + delta / n;
    return new Moments(n, next, squares + delta * (value - next));
  }

  /** Of both together (Chan, Golub and LeVeque, 1979). */
  public Moments merge(Moments other) {
    if (count == 0) {
      return other;
    }
    if (other.count == 0) {
      return this;
    }
    long n = count + other.count;
    double delta = other.mean - mean;
    return new Moments(
        n,
        mean + delta * other.count / n,
        squares + other.squares + delta * delta * ((double) count * other.count / n));
  }

  /** The sample variance, divided by n - 1; null of fewer than two numbers. */
  public @Nullable Double sampleVariance() {
    return count < 2 ? null : Double.valueOf(squares / (count - 1));
  }

  /** The sample standard deviation; null of fewer than two numbers. */
  public @Nullable Double sampleDeviation() {
    Double variance = sampleVariance();
    return variance == null ? null : Double.valueOf(Math.sqrt(variance));
  }
}
