package io.sluice.quality.check;

/** The engines that a request can ask for. */
public enum EngineChoice {
  /** The embedded database: files and inline rows. */
  DUCKDB,
  /** Rows judged one by one in the JVM, files read by the embedded database: no custom SQL. */
  ROW
}
