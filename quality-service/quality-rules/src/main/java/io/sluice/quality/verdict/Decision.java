package io.sluice.quality.verdict;

/** What a gate says about a batch, from best to worst. */
public enum Decision {
  PASS,
  WARN,
  HALT;

  /** The worse of the two. */
  public Decision worse(Decision other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
