package io.sluice.lineage.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value of which the newest report holds: by event time, then by the greater digest.
 *
 * @param at the event's time
 * @param digest the event's digest
 * @param value what it reported
 */
public record Latest<T>(Instant at, String digest, T value) {

  /** Whether this report is newer than the other. */
  public boolean newerThan(Latest<?> other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime > 0 : digest.compareTo(other.digest) > 0;
  }

  /** The newer of two reports. */
  public static <T> Latest<T> newer(Latest<T> left, Latest<T> right) {
    return right.newerThan(left) ? right : left;
  }

  /** The newer of two reports, either of which may be missing. */
  public static <T> @Nullable Latest<T> of(@Nullable Latest<T> left, @Nullable Latest<T> right) {
    if (left == null) {
      return right;
    }
    return right == null || !right.newerThan(left) ? left : right;
  }
}
