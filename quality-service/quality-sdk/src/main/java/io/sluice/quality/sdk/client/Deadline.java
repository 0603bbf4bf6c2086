package io.sluice.quality.sdk.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point on the monotonic clock after which waiting is over. */
final class Deadline {

  private final LongSupplier nanos;
  private final long end;

  private Deadline(LongSupplier nanos, long end) {
    this.nanos = nanos;
    this.end = end;
  }

  static Deadline in(Duration time, LongSupplier nanos) {
    return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
  }

  boolean passed() {
    return left().isZero();
  }

  /** The given time or what is left, whichever is shorter. */
  Duration atMost(Duration time) {
    Duration left = left();
    return left.compareTo(time) < 0 ? left : time;
  }
}
