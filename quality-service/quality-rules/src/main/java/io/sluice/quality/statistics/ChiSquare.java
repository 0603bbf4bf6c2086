package io.sluice.quality.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Pearson's chi-square: how far counts are from what was expected. */
public final class ChiSquare {

  private ChiSquare() {}

  /**
   * The p-value of observed counts, as {@code scipy.stats.chisquare} has it.
   *
   * @param observed how often each category occurs
   * @param expected how often it should, of the same sum
   * @return 0 to 1; NaN if a category neither occurs nor was expected, or there is only one
   */
  public static double goodnessOfFit(double[] observed, double[] expected) {
    double statistic = 0;
    for (int i = 0; i < observed.length; i++) {
      double distance = observed[i] - expected[i];
      statistic += distance * distance / expected[i];
    }
    return pValue(statistic, observed.length - 1);
  }

  private static double pValue(double statistic, int degrees) {
    if (Double.isNaN(statistic) || degrees < 1) {
      return Double.NaN;
    }
    return ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
  }

  /**
   * The statistic of independence of a table of counts, as {@code scipy.stats.chi2_contingency} has
   * it: with Yates' correction if there is one degree of freedom.
   *
   * @param counts rows of equal length, no row and no column all zero
   */
  public static double independence(long[][] counts) {
    double[] rowSums = new double[counts.length];
    double[] columnSums = new double[counts[0].length];
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        rowSums[i] += counts[i][j];
        columnSums[j] += counts[i][j];
        total += counts[i][j];
      }
    }
    boolean corrected = (rowSums.length - 1) * (columnSums.length - 1) == 1;
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        double expected = rowSums[i] * columnSums[j] / total;
        double distance = Math.abs(expected - counts[i][j]);
        double counted = corrected ? Math.max(0, distance - 0.5) : distance;
        statistic += counted * counted / expected;
      }
    }
    return statistic;
  }

  /**
   * Cramér's V of a table of counts, as Great Expectations 0.18 computes its phi.
   *
   * @param counts rows of equal length, no row and no column all zero
   * @return 0 (independent) to 1; NaN if a side has only one category
   */
  public static double cramer(long[][] counts) {
    int sides = Math.min(counts.length, counts[0].length) - 1;
    if (sides == 0) {
      return Double.NaN;
    }
    double total = 0;
    for (long[] row : counts) {
      for (long count : row) {
        total += count;
      }
    }
    return Math.min(1, Math.sqrt(independence(counts) / total / sides));
  }
}
