package io.sluice.quality.text;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The two or three numbers of a date whose order is yet to be found: which is the year, which the
 * month, which the day follows from their sizes and from a month that was named.
 */
final class DateParts {

  /** Why a text is no date; caught where the reading began. */
  static final class NoDate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDate() {
      super("no date", null, false, false);
    }
  }

  private static final int NONE = -1;
  private static final int LEAP_YEAR = 2000;

  private final List<Integer> numbers = new ArrayList<>();
  private int yearAt = NONE;
  private int monthAt = NONE;
  private boolean century;

  int size() {
    return numbers.size();
  }

  /** A number as it is written; more than two digits make it a year. */
  void add(String digits) {
    if (!digits.chars().allMatch(Character::isDigit)) {
      throw new NoDate();
    }
    if (digits.length() > 2) {
      addYear(digits);
    } else {
      numbers.add(whole(digits));
    }
  }

  /** The value of a number; more than 100 makes it a year. */
  void add(int value) {
    numbers.add(value);
    if (value > 100) {
      markYear();
    }
  }

  /** A number that is the year, whatever its size. */
  void addYear(String digits) {
    numbers.add(whole(digits));
    century |= digits.length() > 2;
    markYear();
  }

  private void markYear() {
    if (yearAt != NONE) {
      throw new NoDate();
    }
    century = true;
    yearAt = numbers.size() - 1;
  }

  /** A month that was named. */
  void addMonth(int month) {
    if (monthAt != NONE) {
      throw new NoDate();
    }
    numbers.add(month);
    monthAt = numbers.size() - 1;
  }

  static int whole(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException notWhole) {
      throw new NoDate();
    }
  }

  /** Whether a number can still be the day. */
  boolean couldBeDay(double value) {
    int longest =
        monthAt == NONE
            ? 31
            : YearMonth.of(LEAP_YEAR, inRange(numbers.get(monthAt))).lengthOfMonth();
    return value >= 1 && value <= longest;
  }

  private static int inRange(int month) {
    if (month < 1 || month > 12) {
      throw new NoDate();
    }
    return month;
  }

  /** Whether the numbers make a date; none at all do too. */
  boolean exist() {
    return switch (numbers.size()) {
      case 0 -> true;
      case 1 -> one();
      case 2 -> two();
      case 3 -> three();
      default -> false;
    };
  }

  private boolean one() {
    int number = numbers.get(0);
    if (monthAt == 0) {
      return true;
    }
    return (number > 31 || yearAt == 0) ? date(number, 1, 1) : date(LEAP_YEAR, 1, number);
  }

  private boolean two() {
    int first = numbers.get(0);
    int second = numbers.get(1);
    if (monthAt != NONE) {
      int other = monthAt == 0 ? second : first;
      int month = numbers.get(monthAt);
      return (other > 31 || yearAt == 1 - monthAt)
          ? date(other, month, 1)
          : date(LEAP_YEAR, month, other);
    }
    if (first > 31 || yearAt == 0) {
      return date(first, second, 1);
    }
    return (second > 31 || yearAt == 1) ? date(second, first, 1) : date(LEAP_YEAR, first, second);
  }

  private boolean three() {
    int a = numbers.get(0);
    int b = numbers.get(1);
    int c = numbers.get(2);
    if (monthAt != NONE && yearAt != NONE) {
      return date(numbers.get(yearAt), numbers.get(monthAt), numbers.get(3 - yearAt - monthAt));
    }
    return switch (monthAt) {
      case 0 -> b > 31 ? date(b, a, c) : date(c, a, b);
      case 1 -> a > 31 ? date(a, b, c) : date(c, b, a);
      case 2 -> b > 31 ? date(b, c, a) : date(a, c, b);
      default -> unnamed(a, b, c);
    };
  }

  private boolean unnamed(int a, int b, int c) {
    if (a > 31 || yearAt == 0) {
      return date(a, b, c);
    }
    return a > 12 ? date(c, b, a) : date(c, a, b);
  }

  private boolean date(int year, int month, int day) {
    // A year of two digits lies in this century or the last: their leap years are alike but for 00.
    int full = year < 100 && !century ? LEAP_YEAR + year : year;
    return full >= 1
        && full <= 9999
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(full, month).lengthOfMonth();
  }
}
