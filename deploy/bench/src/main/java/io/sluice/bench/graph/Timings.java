package io.sluice.bench.graph;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, many times over. */
public final class Timings {

  private final double[] millis;

  private Timings(double[] millis) {
    this.millis = millis;
  }

  /** Something that is measured. */
  public interface Measured {
    /** Does it and returns how long it took, in milliseconds. */
    double run() throws Exception;
  }

  /** Measures it so many times, after as many that do not count. */
  public static Timings of(int warmUps, int rounds, Measured measured) throws Exception {
    for (int i = 0; i < warmUps; i++) {
      measured.run();
    }
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      millis[i] = measured.run();
    }
    Arrays.sort(millis);
    return new Timings(millis);
  }

  /** The value below which so many of a hundred lie. */
  public double percentile(int percent) {
    return millis[Math.min(millis.length - 1, millis.length * percent / 100)];
  }

  /** Median and 95th percentile. */
  public String text() {
    return String.format(Locale.ROOT, "%.2f / %.2f", percentile(50), percentile(95));
  }
}
