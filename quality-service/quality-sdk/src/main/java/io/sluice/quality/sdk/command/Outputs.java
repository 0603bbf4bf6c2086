package io.sluice.quality.sdk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that reports are written to, which must be neither inputs nor each other.
 *
 * @param files each by its option
 */
record Outputs(Map<String, Path> files) {

  /**
   * Refuses two reports in one file.
   *
   * @throws CommandFailure if two options lead to the same file
   */
  void requireDistinct() {
    Map<String, Path> seen = new LinkedHashMap<>();
    files.forEach(
        (option, file) -> {
          seen.forEach(
              (other, earlier) -> {
                if (same(file, earlier)) {
                  throw new CommandFailure(
                      ExitCode.USAGE,
                      other + " and " + option + " both write " + file,
                      "name a file for each");
                }
              });
          seen.put(option, file);
        });
  }

  /**
   * Refuses to write over an input.
   *
   * @throws CommandFailure if an option leads to one of these files
   */
  void requireApart(List<Path> inputs) {
    files.forEach(
        (option, file) -> {
          // What is not there yet is nobody's input.
          if (Files.isRegularFile(file) && inputs.stream().anyMatch(input -> same(file, input))) {
            throw new CommandFailure(
                ExitCode.USAGE,
                option + ": " + file + " is read by this check; it is not written over",
                "name another file");
          }
        });
  }

  /** Whether they are one file, by real path or hard link; devices may take any number. */
  private static boolean same(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isRegularFile(one) && Files.isSameFile(one, other);
      }
      return place(one).equals(place(other));
    } catch (IOException unreadable) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /** Where a file that is not there yet will be. */
  private static Path place(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    return parent == null || name == null ? absolute : parent.toRealPath().resolve(name);
  }
}
