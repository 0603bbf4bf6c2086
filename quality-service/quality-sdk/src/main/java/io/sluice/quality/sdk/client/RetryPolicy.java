package io.sluice.quality.sdk.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter.
 *
 * @param connectionAttempts how often a broken or refused connection is tried in all
 * @param busyAttempts how often an overloaded server (429, 502, 503, 504) is asked in all
 * @param base the upper bound of the first pause; it doubles with each attempt
 * @param cap the longest pause of the client's own choosing; a longer Retry-After still holds
 */
public record RetryPolicy(int connectionAttempts, int busyAttempts, Duration base, Duration cap) {

  /** Four connections within about two seconds, eight tries at a busy server. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, 8, Duration.ofMillis(300), Duration.ofSeconds(10));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if an attempt count is not positive or a pause is negative
   */
  public RetryPolicy {
    if (connectionAttempts < 1 || busyAttempts < 1) {
      throw new IllegalArgumentException("there must be at least one attempt");
    }
    if (base.isNegative() || cap.isNegative()) {
      throw new IllegalArgumentException("a pause must not be negative");
    }
  }

  /** The pause after the given attempt, counted from 1. */
  Duration pauseAfter(int attempt, RandomGenerator random) {
    long bound = base.toMillis() << Math.min(attempt - 1, 20);
    long capped = Math.min(bound, cap.toMillis());
    return Duration.ofMillis(random.nextLong(capped + 1));
  }
}
