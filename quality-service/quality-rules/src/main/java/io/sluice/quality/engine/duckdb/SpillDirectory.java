package io.sluice.quality.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one session spills: DuckDB names its files alike in every instance, so two sessions in one
 * directory would write into each other's.
 */
record SpillDirectory(Path path) implements AutoCloseable {

  static SpillDirectory within(Path parent) {
    try {
      Files.createDirectories(parent);
      return new SpillDirectory(Files.createTempDirectory(parent, "check-"));
    } catch (IOException notMade) {
      throw new UncheckedIOException("the temporary directory cannot be made: " + parent, notMade);
    }
  }

  /** Deletes what was spilt. */
  @Override
  public void close() {
    try {
      if (Files.exists(path)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
          for (Path file : files) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(path);
      }
    } catch (IOException ignored) {
      // It lies among temporary files: the next clean-up takes it.
    }
  }
}
