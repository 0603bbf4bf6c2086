package io.sluice.quality.statistics;

/** How one distribution differs from another. */
public final class Divergence {

  private Divergence() {}

  /**
   * The Kullback-Leibler divergence (relative entropy) in nats, as {@code scipy.stats.entropy} has
   * it.
   *
   * @param observed weights, scaled to 1 here
   * @param expected weights of the same categories, scaled to 1 here
   * @return at least 0; infinite if something occurs that has no expected weight; NaN without any
   *     weight
   */
  public static double kullbackLeibler(double[] observed, double[] expected) {
    double observedSum = sum(observed);
    double expectedSum = sum(expected);
    double result = 0;
    for (int i = 0; i < observed.length; i++) {
      double p = observed[i] / observedSum;
      double q = expected[i] / expectedSum;
      if (p > 0 || Double.isNaN(p)) {
        result += p * Math.log(p / q);
      }
    }
    // Rounding alone can make the sum of equal distributions a little less than zero.
    return result < 0 ? 0 : result;
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
