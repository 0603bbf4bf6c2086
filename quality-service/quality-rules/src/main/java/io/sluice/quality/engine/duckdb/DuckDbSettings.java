package io.sluice.quality.engine.duckdb;

import java.nio.file.Path;
import java.util.List;

/**
 * The bounds of one DuckDB instance.
 *
 * @param memoryMegabytes its memory limit
 * @param threads its threads
 * @param tempDirectory where it may spill
 * @param roots the directories it may read
 */
public record DuckDbSettings(
    int memoryMegabytes, int threads, Path tempDirectory, List<Path> roots) {

  /** The most that one instance may spill. */
  static final int SPILL_GIGABYTES = 20;

  /** Copies the roots. */
  public DuckDbSettings {
    roots = List.copyOf(roots);
  }
}
