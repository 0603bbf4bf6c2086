package io.sluice.quality.sdk.client;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** One HTTP response, read whole. */
record Answer(int status, HttpHeaders headers, String body) {

  /** No server may make the client sleep longer than this between two tries. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether asking again may help: the server is overloaded or a proxy could not reach it. */
  boolean isBusy() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** The pause the server asks for, as seconds or as a date; empty if it says none it means. */
  Optional<Duration> retryAfter(Clock clock) {
    return headers.firstValue("Retry-After").flatMap(value -> parse(value.strip(), clock));
  }

  private static Optional<Duration> parse(String value, Clock clock) {
    try {
      Duration asked =
          value.chars().allMatch(Character::isDigit) && value.length() < 10 && !value.isEmpty()
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      if (asked.isNegative()) {
        return Optional.of(Duration.ZERO);
      }
      return Optional.of(asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
