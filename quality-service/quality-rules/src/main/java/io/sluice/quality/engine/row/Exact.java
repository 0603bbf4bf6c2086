package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Literals;
import java.math.BigDecimal;

/**
 * Exact arithmetic on scaled longs, as the generated code calls it. What does not fit throws {@link
 * Wide}; the row is then judged by the reference.
 */
final class Exact {

  private static final long[] TENS = new long[19];
  private static final double[] REAL_TENS = new double[23];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
    for (int i = 0; i < REAL_TENS.length; i++) {
      REAL_TENS[i] = Double.parseDouble("1e" + i);
    }
  }

  private Exact() {}

  /** Ten to that power, up to 18. */
  static long ten(int power) {
    return TENS[power];
  }

  static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw Wide.SIGNAL;
    }
    return sum;
  }

  static long subtract(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw Wide.SIGNAL;
    }
    return difference;
  }

  static long multiply(long a, long b) {
    long low = a * b;
    if (Math.multiplyHigh(a, b) != low >> 63) {
      throw Wide.SIGNAL;
    }
    return low;
  }

  static long negate(long a) {
    if (a == Long.MIN_VALUE) {
      throw Wide.SIGNAL;
    }
    return -a;
  }

  static long abs(long a) {
    return a < 0 ? negate(a) : a;
  }

  /** The quotient with nine digits after the point, rounded half away from zero. */
  static long divide(long a, int scaleOfA, long b, int scaleOfB) {
    int shift = Literals.DIVISION_SCALE - scaleOfA + scaleOfB;
    if (shift > 18 || shift < -18) {
      throw Wide.SIGNAL;
    }
    long dividend = shift > 0 ? multiply(a, TENS[shift]) : a;
    long divisor = shift < 0 ? multiply(b, TENS[-shift]) : b;
    return rounded(dividend, divisor);
  }

  private static long rounded(long dividend, long divisor) {
    if (dividend == Long.MIN_VALUE || divisor == Long.MIN_VALUE) {
      throw Wide.SIGNAL;
    }
    long quotient = dividend / divisor;
    long rest = Math.abs(dividend % divisor);
    if (rest >= Math.abs(divisor) - rest) {
      return add(quotient, (dividend < 0) == (divisor < 0) ? 1 : -1);
    }
    return quotient;
  }

  /** Without that many last digits, rounded half away from zero. */
  static long round(long value, int digits) {
    return digits == 0 ? value : rounded(value, TENS[digits]);
  }

  static long floor(long value, int digits) {
    return Math.floorDiv(value, TENS[digits]);
  }

  static long ceil(long value, int digits) {
    return -Math.floorDiv(negate(value), TENS[digits]);
  }

  /** The order of a, in units of {@code factor} of b's units, and b; it cannot overflow. */
  static int order(long a, long factor, long b) {
    long low = a * factor;
    if (Math.multiplyHigh(a, factor) != low >> 63) {
      return a < 0 ? -1 : 1;
    }
    return Long.compare(low, b);
  }

  /** The nearest double, as BigDecimal gives it. */
  static double real(long value, int scale) {
    if (scale == 0) {
      return value;
    }
    if (Math.abs(value) < 1L << 52 && value != Long.MIN_VALUE && scale < REAL_TENS.length) {
      // Both are exact doubles, so the one division rounds once.
      return value / REAL_TENS[scale];
    }
    return BigDecimal.valueOf(value, scale).doubleValue();
  }

  static boolean same(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  /** Less, where NaN equals itself and is greatest. */
  static boolean less(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }

  static boolean lessOrSame(double a, double b) {
    return a <= b || Double.isNaN(b);
  }
}
