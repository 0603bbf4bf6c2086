package io.sluice.quality.statistics;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The distribution of the two-sided Kolmogorov-Smirnov statistic of n values against a known
 * continuous distribution. Which formula is used where follows Simard and L'Ecuyer (2011),
 * "Computing the two-sided Kolmogorov-Smirnov distribution": exact ones by Ruben and Gambino, by
 * Smirnov and by {@link KolmogorovMatrix}, else the expansion of {@link PelzGood}.
 */
public final class Kolmogorov {

  private static final int SMALL = 140;
  private static final int MOST_FOR_SUMS = 100_000;

  private Kolmogorov() {}

  /**
   * The probability of a statistic of at least d: the test's p-value.
   *
   * @param n how many values, at least 1
   * @param d the greatest distance of the two distribution functions, 0 to 1
   * @return 0 to 1, right to seven digits after the point
   */
  public static double survival(long n, double d) {
    if (n < 1 || Double.isNaN(d)) {
      throw new IllegalArgumentException("at least one value and a distance are needed");
    }
    double steps = n * d;
    if (steps <= 0.5) {
      return 1;
    } else if (d >= 1) {
      return 0;
    } else if (steps <= 1) {
      return clipped(1 - smallest(n, steps));
    } else if (steps >= n - 1) {
      return clipped(2 * Math.pow(1 - d, (double) n));
    }
    return clipped(between(n, d, steps));
  }

  private static double between(long n, double d, double steps) {
    double square = steps * d;
    if (n <= SMALL) {
      return d < 0.5 && square <= 4
          ? 1 - KolmogorovMatrix.cumulative((int) n, d)
          : 2 * oneSided(n, d);
    }
    if (n <= MOST_FOR_SUMS && (d >= 0.5 || square >= 2.2)) {
      return square >= 370 ? 0 : 2 * oneSided(n, d);
    }
    if (square >= 18) {
      return 0;
    }
    if (n <= MOST_FOR_SUMS && n * Math.pow(d, 1.5) <= 1.4) {
      return 1 - KolmogorovMatrix.cumulative((int) n, d);
    }
    return 1 - PelzGood.cumulative(n, d);
  }

  /** n! (2d - 1/n)^n, for d up to 1/n (Ruben and Gambino, 1982). */
  private static double smallest(long n, double steps) {
    return Math.exp(LogGamma.value(n + 1.0) + n * (Math.log(2 * steps - 1) - Math.log((double) n)));
  }

  /**
   * The probability of a one-sided statistic of at least d (Smirnov, 1939), summed as it stands.
   */
  private static double oneSided(long n, double d) {
    double all = LogGamma.value(n + 1.0);
    double sum = Math.exp(n * Math.log1p(-d));
    long last = (long) Math.floor(n * (1 - d));
    for (long j = 1; j <= last; j++) {
      double share = (double) j / n;
      double rest = 1 - d - share;
      if (rest > 0) {
        sum +=
            Math.exp(
                all
                    - LogGamma.value(j + 1.0)
                    - LogGamma.value(n - j + 1.0)
                    + Math.log(d)
                    + (j - 1) * Math.log(d + share)
                    + (n - j) * Math.log(rest));
      }
    }
    return sum;
  }

  private static double clipped(double probability) {
    return Math.max(0, Math.min(1, probability));
  }

  /**
   * The distance from which on the p-value is less than that.
   *
   * @param n how many values, at least 1
   * @param probability between 0 and 1
   */
  public static double critical(long n, double probability) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (survival(n, middle) >= probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
