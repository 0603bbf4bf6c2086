package io.sluice.quality.compile;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run gives to {@code $PARAMETER}.
 *
 * @param values values by name; they come before those of the rules' own document: null, Boolean,
 *     BigDecimal, String, List or Map
 * @param now what {@code now()} is, in UTC
 */
public record ParameterSettings(Map<String, @Nullable Object> values, LocalDateTime now) {

  /** Copies the values. */
  public ParameterSettings {
    // Not Map.copyOf: a value may be null.
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Those values, at this moment of the clock. */
  public static ParameterSettings of(Map<String, @Nullable Object> values, Clock clock) {
    return new ParameterSettings(values, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /** Nothing but what the document says. */
  public static ParameterSettings none() {
    return of(Map.of(), Clock.systemUTC());
  }
}
