package io.sluice.quality.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Arithmetic of numbers, datetimes and timedeltas; numbers keep at most 34 digits. */
final class ParameterValues {

  private static final MathContext DIGITS = MathContext.DECIMAL128;
  private static final int MOST_EXPONENT = 10_000;

  private ParameterValues() {}

  static Object add(@Nullable Object left, @Nullable Object right) {
    Object a = moment(left);
    Object b = moment(right);
    if (a instanceof LocalDateTime at && b instanceof Duration by) {
      return at.plus(by);
    } else if (a instanceof Duration by && b instanceof LocalDateTime at) {
      return at.plus(by);
    } else if (a instanceof Duration one && b instanceof Duration other) {
      return one.plus(other);
    }
    return bounded(number(a).add(number(b), DIGITS));
  }

  static Object subtract(@Nullable Object left, @Nullable Object right) {
    Object a = moment(left);
    Object b = moment(right);
    if (a instanceof LocalDateTime at && b instanceof Duration by) {
      return at.minus(by);
    } else if (a instanceof LocalDateTime to && b instanceof LocalDateTime from) {
      return Duration.between(from, to);
    } else if (a instanceof Duration one && b instanceof Duration other) {
      return one.minus(other);
    }
    return bounded(number(a).subtract(number(b), DIGITS));
  }

  static Object multiply(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Duration by) {
      return scaled(by, number(right));
    } else if (right instanceof Duration by) {
      return scaled(by, number(left));
    }
    return bounded(number(left).multiply(number(right), DIGITS));
  }

  static Object divide(@Nullable Object left, @Nullable Object right) {
    BigDecimal divisor = number(right);
    if (divisor.signum() == 0) {
      throw new ParameterException("a parameter divides by zero", null);
    }
    return left instanceof Duration by
        ? scaled(by, BigDecimal.ONE.divide(divisor, DIGITS))
        : bounded(number(left).divide(divisor, DIGITS));
  }

  /** Exact for whole exponents, else by way of doubles. */
  static BigDecimal power(@Nullable Object base, @Nullable Object exponent) {
    BigDecimal by = number(exponent);
    BigDecimal of = number(base);
    if (by.stripTrailingZeros().scale() <= 0) {
      if (by.abs().compareTo(BigDecimal.valueOf(MOST_EXPONENT)) > 0
          || (of.signum() == 0 && by.signum() < 0)) {
        throw new ParameterException("a power is out of range", null);
      }
      return bounded(of.pow(by.intValueExact(), DIGITS));
    }
    return real(Math.pow(of.doubleValue(), by.doubleValue()));
  }

  static BigDecimal number(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    } else if (value instanceof Long count) {
      return BigDecimal.valueOf(count);
    } else if (value instanceof Double real) {
      return real(real);
    }
    throw new ParameterException(
        "a number is needed in $PARAMETER; this is " + ParameterExpression.words(value), null);
  }

  /** A double as the shortest decimal that reads as it. */
  static BigDecimal real(double value) {
    if (!Double.isFinite(value)) {
      throw new ParameterException("a parameter is not a finite number", null);
    }
    return new BigDecimal(Double.toString(value));
  }

  private static Duration scaled(Duration by, BigDecimal factor) {
    BigDecimal nanos =
        BigDecimal.valueOf(by.getSeconds())
            .movePointRight(9)
            .add(BigDecimal.valueOf(by.getNano()))
            .multiply(factor)
            .setScale(0, RoundingMode.HALF_EVEN);
    try {
      return Duration.ofSeconds(
          nanos.movePointLeft(9).setScale(0, RoundingMode.FLOOR).longValueExact(),
          nanos.remainder(BigDecimal.TEN.pow(9)).longValue() < 0
              ? nanos.remainder(BigDecimal.TEN.pow(9)).longValue() + 1_000_000_000
              : nanos.remainder(BigDecimal.TEN.pow(9)).longValue());
    } catch (ArithmeticException beyond) {
      throw new ParameterException("a timedelta is out of range", null);
    }
  }

  /** A text that is a date counts as its moment: suites hold dates as text. */
  private static @Nullable Object moment(@Nullable Object value) {
    if (value instanceof LocalDate day) {
      return day.atStartOfDay();
    }
    if (value instanceof String text) {
      try {
        String iso = text.strip().replace(' ', 'T');
        return iso.indexOf('T') < 0
            ? LocalDate.parse(iso).atStartOfDay()
            : LocalDateTime.parse(iso);
      } catch (DateTimeException notDate) {
        return value;
      }
    }
    return value;
  }

  /** The number, if it has at most 38 digits before the point. */
  static BigDecimal bounded(BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    if (plain.precision() - plain.scale() > 38) {
      throw new ParameterException("a parameter has more than 38 digits", null);
    }
    // Beyond 30 places nothing of a bound is meant.
    if (plain.scale() < 0) {
      return plain.setScale(0);
    }
    return plain.scale() > 30 ? plain.setScale(30, RoundingMode.HALF_EVEN) : plain;
  }
}
