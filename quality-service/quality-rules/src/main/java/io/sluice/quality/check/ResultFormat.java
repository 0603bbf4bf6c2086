package io.sluice.quality.check;

/** How much of each result is reported, with the levels of Great Expectations. */
public enum ResultFormat {
  BOOLEAN_ONLY,
  BASIC,
  SUMMARY,
  COMPLETE;

  /** How many failing rows are read for a rule that failed. */
  public int sampleLimit() {
    return switch (this) {
      case BOOLEAN_ONLY -> 0;
      case BASIC, SUMMARY -> 20;
      case COMPLETE -> 200;
    };
  }
}
