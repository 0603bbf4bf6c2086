package io.sluice.quality.expression;

import java.util.Locale;
import java.util.Optional;

/**
 * The functions that expressions may call; there are no others. What each answers is said here, for
 * every engine to follow: null in gives null out, except in {@code min}, {@code max} and {@code
 * coalesce}; places in text are code points, from 0; numbers are exact unless a side is a double;
 * NaN is greater than every number; a point in time with an offset is taken in UTC.
 */
public enum Builtin {
  /** Each code point in lower case, by Unicode's simple mapping. */
  LOWER("lower", 1, 1),
  /** Each code point in upper case, by Unicode's simple mapping; sharp s becomes U+1E9E. */
  UPPER("upper", 1, 1),
  /** Without the spaces (U+0020 only) at both ends. */
  TRIM("trim", 1, 1),
  /** Without the spaces (U+0020 only) at its start. */
  LTRIM("ltrim", 1, 1),
  /** Without the spaces (U+0020 only) at its end. */
  RTRIM("rtrim", 1, 1),
  /** How many code points. */
  LENGTH("length", 1, 1),
  /** {@code substring(text, from, to)}: the end is left out; bounds beyond the text are cut. */
  SUBSTRING("substring", 2, 3),
  /** {@code left(text, n)}: the first n code points; it is a {@link #SUBSTRING} once typed. */
  LEFT("left", 2, 2),
  /** {@code right(text, n)}: the last n code points; it is a {@link #SUBSTRING} once typed. */
  RIGHT("right", 2, 2),
  /** Whether the text starts with another; every text starts with ''. */
  STARTS_WITH("startsWith", 2, 2),
  /** Whether the text ends with another; every text ends with ''. */
  ENDS_WITH("endsWith", 2, 2),
  /** Whether the text contains another; every text contains ''. */
  CONTAINS("contains", 2, 2),
  /**
   * {@code indexOf(text, sought)}: where it first occurs, from 0; -1 if it does not; '' is at 0.
   */
  INDEX_OF("indexOf", 2, 2),
  /** {@code replace(text, sought, by)}: every occurrence; '' occurs nowhere. */
  REPLACE("replace", 3, 3),
  /** The texts one after the other; null if any is null. */
  CONCAT("concat", 2, 20),
  /**
   * {@code lpad(text, length, fill)}: fill, a constant that is not empty, is repeated from its
   * start before the text until there are length code points, a constant of 0 to 1000; a longer
   * text keeps its first ones.
   */
  LPAD("lpad", 2, 3),
  /** As {@link #LPAD}, with the fill after the text. */
  RPAD("rpad", 2, 3),
  /** The magnitude. */
  ABS("abs", 1, 1),
  /** {@code round(x, places)}: half away from zero; places is a constant of 0 to 18. */
  ROUND("round", 1, 2),
  /** The greatest whole number that is not greater. */
  FLOOR("floor", 1, 1),
  /** The least whole number that is not less. */
  CEIL("ceil", 1, 1),
  /** The whole part, towards zero. */
  TRUNC("trunc", 1, 1),
  /** The whole number -1, 0 or 1; of NaN 1. */
  SIGN("sign", 1, 1),
  /** The square root of the number as a double, as a double; null of a negative number. */
  SQRT("sqrt", 1, 1),
  /** The least of the values that are not null. */
  MIN("min", 2, 20),
  /** The greatest of the values that are not null. */
  MAX("max", 2, 20),
  /**
   * The exact number that a text says: an optional sign, 1 to 18 digits and, after a point, 1 to 9
   * more, nothing else; its type has 9 decimal places; null of any other text.
   */
  TO_NUMBER("toNumber", 1, 1),
  /** A whole number in decimal digits with - if it is negative; {@code true} or {@code false}. */
  TO_TEXT("toText", 1, 1),
  /** A constant in ISO form, or the day of a point in time without offset. */
  DATE("date", 1, 1),
  /** A constant in ISO form, or the start of a day. */
  TIMESTAMP("timestamp", 1, 1),
  YEAR("year", 1, 1),
  /** 1 to 4. */
  QUARTER("quarter", 1, 1),
  /** 1 to 12. */
  MONTH("month", 1, 1),
  /** Of the month, from 1. */
  DAY("day", 1, 1),
  /** 1, Monday, to 7. */
  DAY_OF_WEEK("dayOfWeek", 1, 1),
  /** From 1. */
  DAY_OF_YEAR("dayOfYear", 1, 1),
  /** 0 to 23, of a time or a point in time. */
  HOUR("hour", 1, 1),
  /** 0 to 59, of a time or a point in time. */
  MINUTE("minute", 1, 1),
  /** 0 to 59, of a time or a point in time; the fraction is left out. */
  SECOND("second", 1, 1),
  /**
   * {@code daysBetween(from, to)}: the midnights from one's day to the other's; may be negative.
   */
  DAYS_BETWEEN("daysBetween", 2, 2),
  /**
   * {@code addDays(x, n)}: that many days later, of the same type; null if n is beyond 100,000
   * either way.
   */
  ADD_DAYS("addDays", 2, 2),
  /**
   * {@code addMonths(x, n)}: that many months later, of the same type; a day that the month lacks
   * is its last; null if n is beyond 1,200 either way.
   */
  ADD_MONTHS("addMonths", 2, 2),
  /**
   * {@code truncate(x, unit)}: the start of its year, quarter, month, week (Monday), day, hour or
   * minute, a constant; of the same type. A date has no hours and minutes.
   */
  TRUNCATE("truncate", 2, 2),
  /** The first that is not null; it is an {@link Expr.Coalesce} once typed. */
  COALESCE("coalesce", 1, 20);

  /** What {@link #TO_NUMBER} reads, as a pattern for the whole text. */
  public static final String NUMBER = "[+-]?[0-9]{1,18}([.][0-9]{1,9})?";

  /** The most days that {@link #ADD_DAYS} adds, either way. */
  public static final int MOST_DAYS = 100_000;

  /** The most months that {@link #ADD_MONTHS} adds, either way. */
  public static final int MOST_MONTHS = 1_200;

  private final String written;
  private final int fewest;
  private final int most;

  Builtin(String written, int fewest, int most) {
    this.written = written;
    this.fewest = fewest;
    this.most = most;
  }

  /** How it is written in an expression. */
  public String written() {
    return written;
  }

  /** Whether it takes that many arguments. */
  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** How many arguments it takes, in words. */
  String arity() {
    return fewest == most ? Integer.toString(fewest) : fewest + " to " + most;
  }

  /** The function of that name; {@code size} is another name of {@code length}. */
  public static Optional<Builtin> named(String name) {
    if (name.toLowerCase(Locale.ROOT).equals("size")) {
      return Optional.of(LENGTH);
    }
    for (Builtin builtin : values()) {
      if (builtin.written.equals(name)) {
        return Optional.of(builtin);
      }
    }
    return Optional.empty();
  }
}
