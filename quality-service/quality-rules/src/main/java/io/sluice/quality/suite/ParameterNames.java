package io.sluice.quality.suite;

import org.jspecify.annotations.Nullable;

/** What the names and references within {@code $PARAMETER} stand for. */
public interface ParameterNames {

  /**
   * The value of a name: BigDecimal, String, Boolean, List or null.
   *
   * @throws ParameterException if there is none
   */
  @Nullable Object value(String name);

  /**
   * A figure of another result: BigDecimal, String or a date.
   *
   * @throws ParameterException if it cannot be had
   */
  @Nullable Object value(ResultReference reference);

  /** The moment that {@code now()} is, as a point in time in UTC without offset. */
  java.time.LocalDateTime now();
}
