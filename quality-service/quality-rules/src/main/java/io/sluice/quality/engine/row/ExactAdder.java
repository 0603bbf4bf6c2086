package io.sluice.quality.engine.row;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Adds scaled longs, and their squares, in 128 bits. */
final class ExactAdder {

  private static final long FULL = 1L << 60;

  private final int scale;
  private long high;
  private long low;
  private BigInteger spilled = BigInteger.ZERO;
  private BigDecimal wide = BigDecimal.ZERO;

  /** An adder of numbers in units of that many digits after the point. */
  ExactAdder(int scale) {
    this.scale = scale;
  }

  void add(long units) {
    add(units >> 63, units);
  }

  void addSquare(long units) {
    add(Math.multiplyHigh(units, units), units * units);
  }

  private void add(long moreHigh, long moreLow) {
    long sum = low + moreLow;
    boolean carry = Long.compareUnsigned(sum, low) < 0;
    low = sum;
    high += moreHigh + (carry ? 1 : 0);
    if (high > FULL || high < -FULL) {
      spill();
    }
  }

  private void spill() {
    BigInteger lower = new BigInteger(Long.toUnsignedString(low));
    spilled = spilled.add(BigInteger.valueOf(high).shiftLeft(64)).add(lower);
    high = 0;
    low = 0;
  }

  void addWide(BigDecimal value) {
    wide = wide.add(value);
  }

  BigDecimal total() {
    spill();
    return new BigDecimal(spilled, scale).add(wide);
  }
}
