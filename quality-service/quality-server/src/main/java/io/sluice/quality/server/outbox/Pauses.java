package io.sluice.quality.server.outbox;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next try: twice as long each time, up to a bound, with jitter. */
public final class Pauses {

  private static final Duration FIRST = Duration.ofMillis(500);

  private final Duration longest;
  private final DoubleSupplier random;

  /** Pauses up to the longest; {@code random} gives numbers from 0 to 1. */
  public Pauses(Duration longest, DoubleSupplier random) {
    this.longest = longest;
    this.random = random;
  }

  /** The pause after that many failures: between half and all of the doubled time. */
  public Duration after(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    long millis = Math.min(FIRST.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis(Math.round(millis * (0.5 + random.getAsDouble() / 2)));
  }
}
