package io.sluice.lineage.runs;

/** How it is known which run wrote what another one read. */
public enum VersionMatch {
  /** Both named the same version of the data. */
  VERSION,
  /** It was the last to write before the other began. */
  TIME,
  /** It is not known. */
  NONE
}
