package io.sluice.quality.text;

import io.sluice.quality.text.DateParts.NoDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of a date one after another, as dateutil does with its default settings. */
final class DateReading {

  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(\\.\\p{Nd}+)?");

  private final List<String> tokens;
  private final DateParts date = new DateParts();
  private final ClockParts clock = new ClockParts();
  private boolean weekday;
  private int at;

  DateReading(List<String> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  /** Whether something was said and all of it exists. */
  boolean reads() {
    try {
      for (at = 0; at < tokens.size(); at++) {
        token(tokens.get(at));
      }
      boolean something = weekday || date.size() > 0 || clock.isGiven();
      return something && date.exist() && clock.exists();
    } catch (NoDate | IndexOutOfBoundsException noDate) {
      return false;
    }
  }

  private void token(String token) {
    if (NUMBER.matcher(token).matches()) {
      number(token);
    } else if (DateWords.isWeekday(token)) {
      weekday = true;
    } else if (DateWords.month(token) != DateWords.NONE) {
      month(DateWords.month(token));
    } else if (DateWords.half(token) != DateWords.NONE) {
      clock.half(DateWords.half(token));
    } else if (clock.couldBeZone(token)) {
      zone(token);
    } else if (clock.hasHour() && (token.equals("+") || token.equals("-"))) {
      offset();
    } else if (!DateWords.isJump(token)) {
      throw new NoDate();
    }
  }

  private @Nullable String peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : null;
  }

  private boolean is(int ahead, String token) {
    return token.equals(peek(ahead));
  }

  /** A month by name, perhaps of a date such as Jan-01-99 or Jan of 01. */
  private void month(int month) {
    date.addMonth(month);
    if (is(1, "-") || is(1, "/")) {
      String separator = tokens.get(at + 1);
      date.add(tokens.get(at + 2));
      if (is(3, separator)) {
        date.add(tokens.get(at + 4));
        at += 2;
      }
      at += 2;
    } else if (is(1, " ") && is(3, " ") && peek(4) != null && "of".equalsIgnoreCase(peek(2))) {
      String year = tokens.get(at + 4);
      if (NUMBER.matcher(year).matches() && year.indexOf('.') < 0) {
        date.addYear(year);
      }
      at += 4;
    }
  }

  /** The name of a zone; {@code GMT+3} reads as an offset too. */
  private void zone(String token) {
    boolean signed = is(1, "+") || is(1, "-");
    clock.zone(token, signed);
  }

  private void offset() {
    String digits = tokens.get(at + 1);
    if (digits.length() == 4) {
      DateParts.whole(digits);
    } else if (is(2, ":")) {
      DateParts.whole(digits);
      DateParts.whole(tokens.get(at + 3));
      at += 2;
    } else if (digits.length() <= 2) {
      DateParts.whole(digits);
    } else {
      throw new NoDate();
    }
    clock.offset();
    String name = peek(4);
    if (peek(2) != null
        && DateWords.isJump(tokens.get(at + 2))
        && is(3, "(")
        && is(5, ")")
        && name != null
        && name.length() >= 3
        && clock.couldBeName(name)) {
      clock.named();
      at += 4;
    }
    at++;
  }

  private void number(String token) {
    int length = token.length();
    boolean ends = peek(1) == null;
    if (date.size() == 3
        && (length == 2 || length == 4)
        && !clock.hasHour()
        && (ends || is(1, " ") || unit(1) != DateWords.NONE)) {
      clock.hour(token.substring(0, 2));
      if (length == 4) {
        clock.minute(token.substring(2));
      }
    } else if (length == 6 || (length > 6 && token.indexOf('.') == 6)) {
      sixDigits(token);
    } else if (length == 8 || length == 12 || length == 14) {
      stamp(token);
    } else if (!withUnit(token) && !clockTime(token) && !separated(token)) {
      alone(token, ends);
    }
  }

  private int unit(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < tokens.size() ? DateWords.unit(tokens.get(index)) : DateWords.NONE;
  }

  /** YYMMDD, or, after a date or with a fraction, HHMMSS. */
  private void sixDigits(String token) {
    if (date.size() == 0 && token.indexOf('.') < 0) {
      date.add(token.substring(0, 2));
      date.add(token.substring(2, 4));
      date.add(token.substring(4));
    } else {
      clock.hour(token.substring(0, 2));
      clock.minute(token.substring(2, 4));
      clock.seconds(token.substring(4));
    }
  }

  /** YYYYMMDD, perhaps with HHMM or HHMMSS after it. */
  private void stamp(String token) {
    date.addYear(token.substring(0, 4));
    date.add(token.substring(4, 6));
    date.add(token.substring(6, 8));
    if (token.length() > 8) {
      clock.hour(token.substring(8, 10));
      clock.minute(token.substring(10, 12));
    }
    if (token.length() > 12) {
      clock.seconds(token.substring(12));
    }
  }

  /** 10h, 36 m, 28.5 seconds; also the bare number that follows one: 10h36. */
  private boolean withUnit(String token) {
    if (unit(1) != DateWords.NONE) {
      clock.unit(unit(1), token);
      at++;
    } else if (is(1, " ") && unit(2) != DateWords.NONE) {
      clock.unit(unit(2), token);
      at += 2;
    } else if (unit(-1) != DateWords.NONE) {
      clock.unit(unit(-1) + 1, token);
    } else if (at > 1
        && at == tokens.size() - 1
        && tokens.get(at - 1).equals(" ")
        && unit(-2) != DateWords.NONE) {
      clock.unit(unit(-2) + 1, token);
    } else {
      return false;
    }
    return true;
  }

  /** HH:MM, HH:MM:SS, HH:MM:SS.fff. */
  private boolean clockTime(String token) {
    if (!is(1, ":") || peek(2) == null) {
      return false;
    }
    clock.hour(wholePart(token));
    clock.minutes(tokens.get(at + 2));
    if (is(3, ":") && peek(4) != null) {
      clock.seconds(tokens.get(at + 4));
      at += 2;
    }
    at += 2;
    return true;
  }

  /** 01-02, 01/02/03, 01.Jan.03. */
  private boolean separated(String token) {
    if (!is(1, "-") && !is(1, "/") && !is(1, ".")) {
      return false;
    }
    String separator = tokens.get(at + 1);
    date.add(token);
    String second = peek(2);
    if (second != null && !DateWords.isJump(second)) {
      monthOrNumber(second);
      if (is(3, separator)) {
        monthOrNumber(tokens.get(at + 4));
        at += 2;
      }
      at++;
    }
    at++;
    return true;
  }

  private void monthOrNumber(String token) {
    if (DateWords.month(token) != DateWords.NONE) {
      date.addMonth(DateWords.month(token));
    } else {
      date.add(token);
    }
  }

  /** A number by itself: an hour if am or pm follows, else a part of the date. */
  private void alone(String token, boolean ends) {
    String next = peek(1);
    if (ends || DateWords.isJump(String.valueOf(next))) {
      String after = peek(2);
      if (after != null && DateWords.half(after) != DateWords.NONE) {
        clock.hour(wholePart(token));
        clock.hourHalf(DateWords.half(after));
        at++;
      } else {
        date.add(DateParts.whole(wholePart(token)));
      }
      at++;
    } else if (DateWords.half(String.valueOf(next)) != DateWords.NONE
        && Double.parseDouble(token) < 24) {
      clock.hour(wholePart(token));
      clock.hourHalf(DateWords.half(String.valueOf(next)));
      at++;
    } else if (date.couldBeDay(Double.parseDouble(token))) {
      date.add(DateParts.whole(wholePart(token)));
    } else {
      throw new NoDate();
    }
  }

  private static String wholePart(String number) {
    int point = number.indexOf('.');
    return point < 0 ? number : number.substring(0, point);
  }
}
