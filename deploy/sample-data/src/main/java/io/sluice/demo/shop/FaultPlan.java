package io.sluice.demo.shop;

/**
 * How many lines of a faulty delivery are wrong, and how.
 *
 * @param duplicates lines that occur a second time
 * @param missingRevenue sales whose revenue is left out although they were not cancelled
 * @param negativeRevenue sales whose revenue has the wrong sign
 */
public record FaultPlan(int duplicates, int missingRevenue, int negativeRevenue) {

  /** One line in 50 twice, one in 40 without revenue, one in 100 negative; at least two of each. */
  public static FaultPlan of(int rows) {
    return new FaultPlan(Math.max(2, rows / 50), Math.max(2, rows / 40), Math.max(2, rows / 100));
  }
}
