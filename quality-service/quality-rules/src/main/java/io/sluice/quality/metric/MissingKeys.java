package io.sluice.quality.metric;

/** Which rows a key leaves out because of nulls. */
public enum MissingKeys {
  /** Those whose key columns are all null. */
  ALL,
  /** Those with a null in any key column. */
  ANY,
  /** None: null equals null. */
  NONE
}
