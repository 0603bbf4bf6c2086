package io.sluice.quality.engine.row;

import io.sluice.quality.metric.RealTotal;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Adds doubles without rounding: each is split over words of 32 bits by its exponent, and the words
 * keep their carries for a while (Neal, Fast exact summation using small and large
 * superaccumulators, 2015).
 */
final class RealAdder {

  private static final int WORDS = 68;
  private static final int SMALLEST_EXPONENT = 1074;
  private static final int MOST_PENDING = 1000;
  private static final double LARGEST_SQUARED = 1e150;
  private static final double SMALLEST_SQUARED = 1e-130;

  private final long[] words = new long[WORDS];
  private BigDecimal beyond = BigDecimal.ZERO;
  private int pending;
  private long nans;
  private long positive;
  private long negative;

  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    if (exponent == 0x7ff) {
      addSpecial(value);
      return;
    }
    long mantissa = bits & ((1L << 52) - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << 52;
    }
    int place = (exponent - 1) >>> 5;
    int shift = (exponent - 1) & 31;
    long low = (mantissa << shift) & 0xffff_ffffL;
    long high = mantissa >>> (32 - shift);
    if (bits < 0) {
      words[place] -= low;
      words[place + 1] -= high;
    } else {
      words[place] += low;
      words[place + 1] += high;
    }
    if (++pending == MOST_PENDING) {
      carry();
    }
  }

  /** Adds the square, exactly: a product of doubles is the sum of two. */
  void addSquare(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return;
    }
    if (size < LARGEST_SQUARED && size > SMALLEST_SQUARED) {
      double square = value * value;
      add(square);
      add(Math.fma(value, value, -square));
    } else if (Double.isFinite(value)) {
      beyond = beyond.add(new BigDecimal(value).pow(2));
    }
  }

  private void addSpecial(double value) {
    if (Double.isNaN(value)) {
      nans++;
    } else if (value > 0) {
      positive++;
    } else {
      negative++;
    }
  }

  private void carry() {
    for (int i = 0; i < WORDS - 1; i++) {
      long carried = words[i] >> 32;
      words[i] -= carried << 32;
      words[i + 1] += carried;
    }
    pending = 0;
  }

  RealTotal total() {
    return new RealTotal(finite(), nans, positive, negative);
  }

  BigDecimal finite() {
    carry();
    BigInteger units = BigInteger.ZERO;
    for (int i = WORDS - 1; i >= 0; i--) {
      units = units.shiftLeft(32).add(BigInteger.valueOf(words[i]));
    }
    if (units.signum() == 0) {
      return beyond;
    }
    int zeros = Math.min(units.getLowestSetBit(), SMALLEST_EXPONENT);
    int places = SMALLEST_EXPONENT - zeros;
    BigInteger digits = units.shiftRight(zeros).multiply(BigInteger.valueOf(5).pow(places));
    return new BigDecimal(digits, places).add(beyond);
  }
}
