package io.sluice.quality.expectation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a count of rows or columns; without any, every count is met, as in GX.
 *
 * @param min the lower bound; null is none
 * @param max the upper bound; null is none
 * @param strictMin whether the lower bound itself is outside
 * @param strictMax whether the upper bound itself is outside
 */
record CountBounds(
    @Nullable BigDecimal min, @Nullable BigDecimal max, boolean strictMin, boolean strictMax) {

  static CountBounds read(Arguments arguments) {
    BigDecimal min = arguments.count("min_value");
    BigDecimal max = arguments.count("max_value");
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw Bounds.contradiction(min, max);
    }
    return new CountBounds(
        min, max, arguments.truth("strict_min", false), arguments.truth("strict_max", false));
  }

  boolean hold(long count) {
    BigDecimal value = BigDecimal.valueOf(count);
    return (min == null || value.compareTo(min) >= (strictMin ? 1 : 0))
        && (max == null || value.compareTo(max) <= (strictMax ? -1 : 0));
  }
}
