package io.sluice.quality.sdk.command;

import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.EngineChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that bound what a check may take. */
final class EngineOptions {

  private static final int MOST_THREADS = 256;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MegabytesText.class,
      description = "The most memory the engine takes (default: 1GB); it spills to disk beyond.")
  private int memory = 1024;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
  private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Give up after this time (default: 1h).")
  private Duration timeout = Duration.ofHours(1);

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "Who judges: duckdb, or row: DuckDB reads the files and every row is judged in Java,"
              + " without custom SQL (default: duckdb). Tables are judged by their database.")
  private EngineChoice choice = EngineChoice.DUCKDB;

  /** Who judges. */
  EngineChoice choice() {
    return choice;
  }

  void validate() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new CommandFailure(ExitCode.USAGE, "--threads takes 1 to " + MOST_THREADS, null);
    }
    if (timeout.isZero()) {
      throw new CommandFailure(ExitCode.USAGE, "--timeout must be longer than nothing", null);
    }
  }

  CheckerSettings settings(Path temp, List<Path> roots) {
    return new CheckerSettings(memory, threads, temp, roots, timeout);
  }
}
