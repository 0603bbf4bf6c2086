package io.sluice.quality.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The bounds of a checker.
 *
 * @param memoryMegabytes the most memory that one check's engine takes
 * @param threads the threads of one check
 * @param tempDirectory where an engine may spill; made if missing
 * @param roots the directories that files may be read from
 * @param timeLimit how long one check may take
 */
public record CheckerSettings(
    int memoryMegabytes, int threads, Path tempDirectory, List<Path> roots, Duration timeLimit) {

  /** Copies the roots and checks the figures. */
  public CheckerSettings {
    roots = List.copyOf(roots);
    if (memoryMegabytes < 64) {
      throw new IllegalArgumentException("a check takes at least 64 MB of memory");
    }
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("a check takes 1 to 256 threads");
    }
    if (timeLimit.isZero() || timeLimit.isNegative()) {
      throw new IllegalArgumentException("the time limit must be longer than nothing");
    }
  }

  /** 1 GB, a thread per processor, five minutes, spilling beside the system's temporary files. */
  public static CheckerSettings standard(List<Path> roots) {
    return new CheckerSettings(
        1024,
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        Path.of(System.getProperty("java.io.tmpdir"), "sluice-quality"),
        roots,
        Duration.ofMinutes(5));
  }
}
