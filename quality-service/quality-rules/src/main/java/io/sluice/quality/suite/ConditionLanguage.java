package io.sluice.quality.suite;

/** The languages of row conditions. */
enum ConditionLanguage {
  /** What {@code DataFrame.query} takes. */
  PANDAS("pandas"),
  /** The SQL that {@code DataFrame.filter} takes. */
  SPARK("spark"),
  /** GX's own: {@code col("x") > 5}. */
  GX("great_expectations");

  private final String written;

  ConditionLanguage(String written) {
    this.written = written;
  }

  /** The {@code condition_parser}. */
  String written() {
    return written;
  }

  /** Whether words such as AND may be in any case. */
  boolean anyCase() {
    return this != PANDAS;
  }
}
