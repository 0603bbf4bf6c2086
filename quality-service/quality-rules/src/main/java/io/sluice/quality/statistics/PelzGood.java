package io.sluice.quality.statistics;

/**
 * The expansion of the Kolmogorov distribution by powers of the root of n (Pelz and Good 1976,
 * "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample statistic").
 */
final class PelzGood {

  private static final int TERMS = 20;

  private PelzGood() {}

  /** The probability of a statistic less than d. */
  static double cumulative(long n, double d) {
    double root = Math.sqrt((double) n);
    double z = d * root;
    double z2 = z * z;
    double z4 = z2 * z2;
    double z6 = z4 * z2;
    double[] sums = new double[4];
    double whole2 = 0;
    double whole3 = 0;
    double p2 = Math.PI * Math.PI;
    for (int k = 0; k < TERMS; k++) {
      // Half-integers come in pairs of the two signs.
      double a = p2 * (k + 0.5) * (k + 0.5);
      double weight = 2 * Math.exp(-a / (2 * z2));
      sums[0] += weight;
      sums[1] += (a - z2) * weight;
      sums[2] += (6 * z6 + 2 * z4 + a * (2 * z4 - 5 * z2) + a * a * (1 - 2 * z2)) * weight;
      sums[3] +=
          (a * a * a * (5 - 30 * z2)
                  + a * a * (212 * z4 - 60 * z2)
                  + a * (135 * z4 - 96 * z6)
                  - (30 * z6 + 90 * z6 * z2))
              * weight;
      double b = p2 * k * k;
      double wholeWeight = 2 * Math.exp(-b / (2 * z2));
      whole2 += b * wholeWeight;
      whole3 += (3 * b * z2 - b * b) * wholeWeight;
    }
    double half = Math.sqrt(Math.PI / 2);
    double zero = half / z * sums[0];
    double one = half / (6 * z4) * sums[1];
    double two = half / (72 * z6 * z) * sums[2] - half / (36 * z2 * z) * whole2;
    double three = half / (6480 * z6 * z4) * sums[3] + half / (216 * z6) * whole3;
    return zero + one / root + two / n + three / (n * root);
  }
}
