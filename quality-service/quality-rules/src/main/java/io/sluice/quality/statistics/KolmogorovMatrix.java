package io.sluice.quality.statistics;

/**
 * The Kolmogorov distribution by Durbin's matrix, raised to the power n (Marsaglia, Tsang and Wang
 * 2003, "Evaluating Kolmogorov's distribution").
 */
final class KolmogorovMatrix {

  private static final double BIG = 1e140;
  private static final int BIG_DIGITS = 140;

  private KolmogorovMatrix() {}

  /** Numbers times ten to a power, since the powers of the matrix leave the range of a double. */
  private static final class Scaled {

    private final double[][] values;
    private final int digits;

    Scaled(double[][] values, int digits) {
      this.values = values;
      this.digits = digits;
    }

    Scaled times(Scaled other) {
      return new Scaled(product(values, other.values), digits + other.digits).reduced();
    }

    private Scaled reduced() {
      int middle = values.length / 2;
      if (values[middle][middle] <= BIG) {
        return this;
      }
      for (double[] row : values) {
        for (int i = 0; i < row.length; i++) {
          row[i] /= BIG;
        }
      }
      return new Scaled(values, digits + BIG_DIGITS);
    }
  }

  /** The probability of a statistic less than d. */
  static double cumulative(int n, double d) {
    int k = (int) (n * d) + 1;
    double h = k - n * d;
    Scaled power = power(new Scaled(matrix(2 * k - 1, h), 0), n);
    double probability = power.values[k - 1][k - 1];
    int digits = power.digits;
    for (int i = 1; i <= n; i++) {
      probability = probability * i / n;
      if (probability < 1 / BIG) {
        probability *= BIG;
        digits -= BIG_DIGITS;
      }
    }
    return probability * Math.pow(10, digits);
  }

  private static double[][] matrix(int size, double h) {
    double[][] entries = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        entries[i][j] = i - j + 1 < 0 ? 0 : 1;
      }
    }
    for (int i = 0; i < size; i++) {
      entries[i][0] -= Math.pow(h, i + 1);
      entries[size - 1][i] -= Math.pow(h, size - i);
    }
    entries[size - 1][0] += 2 * h - 1 > 0 ? Math.pow(2 * h - 1, size) : 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int g = 2; g <= i - j + 1; g++) {
          entries[i][j] /= g;
        }
      }
    }
    return entries;
  }

  private static Scaled power(Scaled base, int exponent) {
    if (exponent == 1) {
      return base;
    }
    Scaled half = power(base, exponent / 2);
    Scaled square = half.times(half);
    return exponent % 2 == 0 ? square : square.times(base);
  }

  private static double[][] product(double[][] a, double[][] b) {
    int size = a.length;
    double[][] result = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double factor = a[i][k];
        for (int j = 0; j < size; j++) {
          result[i][j] += factor * b[k][j];
        }
      }
    }
    return result;
  }
}
