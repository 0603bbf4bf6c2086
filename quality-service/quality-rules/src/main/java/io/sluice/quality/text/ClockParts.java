package io.sluice.quality.text;

import io.sluice.quality.text.DateParts.NoDate;

/** What a text says of the time of day and of its zone. */
final class ClockParts {

  private static final int NONE = -1;

  private int hour = NONE;
  private int minute = NONE;
  private int second = NONE;
  private boolean half;
  private boolean zoneName;
  private boolean zoneOffset;

  boolean hasHour() {
    return hour != NONE;
  }

  boolean isGiven() {
    return hour != NONE || minute != NONE || second != NONE || half || zoneName || zoneOffset;
  }

  boolean exists() {
    return hour < 24 && minute < 60 && second < 60;
  }

  void hour(String digits) {
    hour = DateParts.whole(digits);
  }

  void minute(String digits) {
    minute = DateParts.whole(digits);
  }

  /** Minutes, perhaps with a fraction, which is seconds. */
  void minutes(String number) {
    int point = number.indexOf('.');
    minute = DateParts.whole(point < 0 ? number : number.substring(0, point));
    if (point >= 0) {
      fraction(number.substring(point + 1));
      second = 0;
    }
  }

  /** Seconds, perhaps with a fraction. */
  void seconds(String number) {
    int point = number.indexOf('.');
    second = DateParts.whole(point < 0 ? number : number.substring(0, point));
    if (point >= 0) {
      fraction(number.substring(point + 1));
    }
  }

  private static void fraction(String digits) {
    if (!digits.chars().allMatch(Character::isDigit)) {
      throw new NoDate();
    }
  }

  /** A number with a unit: 0 for hours, 1 for minutes, 2 for seconds; beyond it says nothing. */
  void unit(int unit, String number) {
    switch (unit) {
      case 0 -> {
        int point = number.indexOf('.');
        hour(point < 0 ? number : number.substring(0, point));
        minute = point < 0 ? minute : 0;
      }
      case 1 -> minutes(number);
      case 2 -> seconds(number);
      default -> {}
    }
  }

  /** Am or pm by itself: an hour of twelve must have come before. */
  void half(int which) {
    if (hour == NONE || hour > 12) {
      throw new NoDate();
    }
    hourHalf(which);
    half = true;
  }

  /** Am (0) or pm (1) right after the hour. */
  void hourHalf(int which) {
    if (hour < 12 && which == 1) {
      hour += 12;
    } else if (hour == 12 && which == 0) {
      hour = 0;
    }
  }

  /** Whether a token can be the name of a zone here. */
  boolean couldBeZone(String token) {
    return !zoneOffset && couldBeName(token);
  }

  /** Whether a token can be the name of a zone, an offset given or not. */
  boolean couldBeName(String token) {
    return hour != NONE
        && !zoneName
        && token.length() <= 5
        && (token.equals("z") || token.chars().allMatch(c -> c >= 'A' && c <= 'Z'));
  }

  /** The name of a zone; before a sign, the name of UTC is no name but part of the offset. */
  void zone(String name, boolean signed) {
    boolean utc = DateWords.isUtc(name);
    zoneName = !(signed && utc);
    zoneOffset = utc && !signed;
  }

  void named() {
    zoneName = true;
  }

  void offset() {
    zoneOffset = true;
  }
}
