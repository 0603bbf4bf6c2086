package io.sluice.lineage.graph;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which moment a request asks about. */
final class Moments {

  private Moments() {}

  /**
   * The moment that a request names, the present where it names none.
   *
   * @param asOf what held then
   * @param knownAt by what was known at this log position
   * @param position the newest position that can be asked about
   * @throws ProblemException if that position is not reached yet
   */
  static Moment of(@Nullable Instant asOf, @Nullable Long knownAt, long position) {
    if (knownAt != null && (knownAt < 0 || knownAt > position)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "knownAt must be a position between 0 and " + position,
          Map.of("parameter", "knownAt", "position", position));
    }
    return Moment.of(asOf, knownAt == null ? position : knownAt);
  }

  /** An instant as RFC 3339 writes it, null for null. */
  static @Nullable Instant instant(String parameter, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          parameter + " must be an instant such as 2026-01-31T10:00:00Z",
          Map.of("parameter", parameter));
    }
  }
}
