package io.sluice.lineage.graph;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The point on both clocks that a read asks about.
 *
 * @param asOf what held then, in microseconds since 1970; {@link #OPEN_ENDED} for what holds with
 *     no end in sight
 * @param knownAt by what was known at this log position
 */
record Moment(long asOf, long knownAt) {

  /** Stands for the present, which no clock of a producer can be ahead of. */
  static final long OPEN_ENDED = Long.MAX_VALUE;

  static Moment of(@Nullable Instant asOf, long knownAt) {
    return new Moment(asOf == null ? OPEN_ENDED : micros(asOf), knownAt);
  }

  /** Years that do not fit become the first or the last that does. */
  static long micros(Instant time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    } catch (ArithmeticException e) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : OPEN_ENDED - 1;
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  boolean holds(long validFrom, long validTo) {
    return asOf == OPEN_ENDED ? validTo == EdgeTable.OPEN : validFrom <= asOf && asOf < validTo;
  }
}
