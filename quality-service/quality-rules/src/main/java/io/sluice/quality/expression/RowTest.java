package io.sluice.quality.expression;

/**
 * A test of one text that only the JVM can make: no SQL dialect has Python's date formats or JSON
 * schemas. Implementations are records, equal by value, safe for many threads, and bounded in what
 * they spend on one text.
 */
public interface RowTest {

  /** Whether the text passes; never throws. */
  boolean passes(String text);

  /**
   * What is tested, in words that no other test has, for example {@code strftime '%Y-%m-%d'}: equal
   * tests have equal words, for they become part of a metric's name.
   */
  String words();
}
