package io.sluice.quality.text;

import io.sluice.quality.expression.RowTest;

/**
 * Whether text can be read by a format of Python's {@code strptime}.
 *
 * @param format the format
 */
public record MatchesStrftime(StrftimeFormat format) implements RowTest {

  /**
   * The test for a format.
   *
   * @throws IllegalArgumentException if Python has no such format; the message says why
   */
  public static MatchesStrftime of(String format) {
    return new MatchesStrftime(new StrftimeFormat(format));
  }

  @Override
  public boolean passes(String text) {
    return format.reads(text);
  }

  @Override
  public String words() {
    return "strftime '" + format.text() + "'";
  }
}
