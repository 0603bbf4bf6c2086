/**
 * The embedded engine for files and inline rows: DuckDB, hardened so that it reads the data roots
 * and nothing else. All row predicates and aggregates, with any mix of {@code where}, go into one
 * scan of {@code CASE} counts; every distinct key is one group-by; failing rows are read only on
 * demand.
 *
 * <p>Parquet is read in place. CSV, JSON and inline rows are staged once into a temporary table, so
 * that every pass sees the same rows and row numbers are exact; it spills to the temporary
 * directory.
 */
package io.sluice.quality.engine.duckdb;
