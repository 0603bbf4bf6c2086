package io.sluice.quality.sdk.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Clears up after a check. */
final class TempFiles {

  private TempFiles() {}

  /**
   * Deletes a directory of our own making; what cannot be deleted stays for the system to clear.
   */
  static void delete(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException leftOver) {
      // The report is made already; a left-over spill file must not turn it into an error.
      return;
    }
  }
}
