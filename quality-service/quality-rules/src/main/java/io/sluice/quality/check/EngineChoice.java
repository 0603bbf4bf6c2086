package io.sluice.quality.check;

/** The engines that a request can ask for. */
public enum EngineChoice {
  /** The embedded database: files and inline rows. */
  DUCKDB,
  /** The reference evaluator in the JVM: inline rows only. */
  ROW
}
