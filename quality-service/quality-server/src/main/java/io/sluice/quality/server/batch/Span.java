package io.sluice.quality.server.batch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time that a batch id names, in UTC; a single moment begins and ends at once.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
public record Span(Instant from, Instant to) {

  private static final int LONGEST_ID = 128;

  // A partition is often written as key=value: dt=2026-01-02.
  private static final Pattern PARTITION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=(.+)");

  private static final DateTimeFormatter COMPACT_MONTH = DateTimeFormatter.ofPattern("uuuuMM");

  private record Form(Pattern looks, Function<String, Span> read) {
    Form(String looks, Function<String, Span> read) {
      this(Pattern.compile(looks), read);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form("\\d{4}-\\d{2}-\\d{2}", text -> day(LocalDate.parse(text))),
          new Form(
              "(19|20)\\d{6}",
              text -> day(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE))),
          new Form("\\d{4}-\\d{2}", text -> month(YearMonth.parse(text))),
          new Form("(19|20)\\d{4}", text -> month(YearMonth.parse(text, COMPACT_MONTH))),
          new Form("(19|20)\\d{2}", text -> year(Year.parse(text))),
          new Form("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}", text -> hour(local(text + ":00"))),
          new Form(
              "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?",
              text -> moment(local(text))),
          new Form(
              "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})",
              text -> moment(OffsetDateTime.parse(text).toInstant())));

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a span must not end before it begins");
    }
  }

  /**
   * Reads a batch id as time: a day, month, year, hour or moment in ISO-8601 (days and months also
   * without hyphens), an interval {@code from/to} of two of them with its end left out, or any of
   * these after {@code key=}. Empty if the id is anything else.
   */
  public static Optional<Span> parse(String id) {
    String text = id.strip();
    if (text.length() > LONGEST_ID) {
      return Optional.empty();
    }
    Matcher partition = PARTITION.matcher(text);
    if (partition.matches()) {
      text = partition.group(1);
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return single(text);
    }
    Optional<Span> last = single(text.substring(slash + 1));
    return single(text.substring(0, slash))
        .flatMap(
            first ->
                last.filter(end -> !end.from().isBefore(first.from()))
                    .map(end -> new Span(first.from(), end.from())));
  }

  private static Optional<Span> single(String text) {
    for (Form form : FORMS) {
      if (form.looks().matcher(text).matches()) {
        try {
          return Optional.of(form.read().apply(text));
        } catch (DateTimeParseException e) {
          return Optional.empty(); // 2026-02-30 looks like a day but is none
        }
      }
    }
    return Optional.empty();
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Span day(LocalDate day) {
    return new Span(startOf(day), startOf(day.plusDays(1)));
  }

  private static Span month(YearMonth month) {
    return new Span(startOf(month.atDay(1)), startOf(month.plusMonths(1).atDay(1)));
  }

  private static Span year(Year year) {
    return new Span(startOf(year.atDay(1)), startOf(year.plusYears(1).atDay(1)));
  }

  private static Span hour(Instant from) {
    return new Span(from, from.plus(Duration.ofHours(1)));
  }

  private static Span moment(Instant at) {
    return new Span(at, at);
  }

  /** Whether the two share a moment. */
  public boolean overlaps(Span other) {
    if (from.equals(other.from)) {
      return true;
    }
    return from.isBefore(other.from) ? other.from.isBefore(to) : from.isBefore(other.to);
  }
}
