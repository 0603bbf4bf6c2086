package io.sluice.lineage.projection;

import java.time.Instant;

/**
 * The earliest and latest time at which something was seen.
 *
 * @param first the earliest
 * @param last the latest
 */
record TimeSpan(Instant first, Instant last) {

  static TimeSpan at(Instant time) {
    return new TimeSpan(time, time);
  }

  TimeSpan merge(TimeSpan other) {
    return new TimeSpan(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }
}
