package io.sluice.lineage.marquez;

import io.sluice.lineage.event.EventTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads times that come as parameters. */
final class Times {

  private Times() {}

  /** A time, or a day for its beginning in UTC; null if there is no text. */
  static @Nullable Instant instant(String parameter, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    // A plus that was not encoded arrives as a blank.
    String whole = text.strip().replace(' ', text.indexOf('T') > 0 ? '+' : 'T');
    return EventTimes.parse(whole)
        .map(EventTimes.EventTime::instant)
        .or(() -> day(whole))
        .orElseThrow(
            () -> Lookup.invalid(parameter, parameter + " must be an ISO-8601 time or day"));
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
