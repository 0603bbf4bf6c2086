package io.sluice.lineage.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Reads the times that producers write: RFC 3339, any number of digits, the zone often missing. */
public final class EventTimes {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private EventTimes() {}

  /**
   * A time and whether it named its zone.
   *
   * @param instant the time, to the microsecond, as PostgreSQL keeps it
   * @param zoned whether the text named a zone; otherwise UTC was taken
   */
  public record EventTime(Instant instant, boolean zoned) {}

  /** The time that the text means, if it means one. */
  public static Optional<EventTime> parse(String text) {
    if (text.length() > 64) {
      return Optional.empty();
    }
    try {
      TemporalAccessor read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              withColonInOffset(text.replace(' ', 'T')), OffsetDateTime::from, LocalDateTime::from);
      boolean zoned = read instanceof OffsetDateTime;
      Instant instant =
          read instanceof OffsetDateTime offset
              ? offset.toInstant()
              : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
      Instant kept = instant.truncatedTo(ChronoUnit.MICROS);
      return kept.isBefore(EARLIEST) || kept.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(new EventTime(kept, zoned));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Python's strftime writes +0000 where RFC 3339 wants +00:00. */
  private static String withColonInOffset(String text) {
    int sign = text.length() - 5;
    boolean bare = sign > 10 && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
    for (int i = sign + 1; bare && i < text.length(); i++) {
      bare = Character.isDigit(text.charAt(i));
    }
    return bare ? text.substring(0, sign + 3) + ":" + text.substring(sign + 3) : text;
  }
}
