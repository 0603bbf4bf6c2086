package io.sluice.quality.text;

import io.sluice.quality.expression.RowTest;

/**
 * Whether text can be read as a date or time by Python's {@code dateutil.parser.parse} with its
 * defaults (English names, month before day, two-digit years around today): ISO forms, names of
 * months and weekdays, clock times, am and pm, offsets, bare numbers. What the text leaves out is
 * not taken from today, as dateutil does, but from a leap year and a month of 31 days, so that an
 * answer does not depend on when it is asked for.
 */
public record DateText() implements RowTest {

  private static final int LONGEST = 1000;

  @Override
  public boolean passes(String text) {
    return text.length() <= LONGEST && new DateReading(DateTokens.of(text)).reads();
  }

  @Override
  public String words() {
    return "dateutil";
  }
}
