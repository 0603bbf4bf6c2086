package io.sluice.quality.metric;

import java.math.BigDecimal;

/**
 * A sum of doubles without rounding, whatever their order.
 *
 * @param finite the exact sum of the finite ones
 * @param nans how many are NaN
 * @param positive how many are infinite
 * @param negative how many are minus infinite
 */
public record RealTotal(BigDecimal finite, long nans, long positive, long negative) {

  /** Of no numbers. */
  public static final RealTotal ZERO = new RealTotal(BigDecimal.ZERO, 0, 0, 0);

  /** Of both together. */
  public RealTotal plus(RealTotal other) {
    return new RealTotal(
        finite.add(other.finite),
        nans + other.nans,
        positive + other.positive,
        negative + other.negative);
  }

  /** Whether every number was. */
  public boolean isFinite() {
    return nans + positive + negative == 0;
  }

  /** The nearest double; NaN with a NaN or with both infinities. */
  public double value() {
    if (nans > 0 || (positive > 0 && negative > 0)) {
      return Double.NaN;
    }
    if (positive + negative > 0) {
      return positive > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return finite.doubleValue();
  }
}
