package io.sluice.bench.measure;

/**
 * What a run took.
 *
 * @param wallNanos time on the clock
 * @param cpuNanos time on processors, of all threads of the process, native ones included
 */
public record Cost(long wallNanos, long cpuNanos) {

  /** Seconds on the clock. */
  public double wallSeconds() {
    return wallNanos / 1e9;
  }

  /** Seconds on processors. */
  public double cpuSeconds() {
    return cpuNanos / 1e9;
  }
}
