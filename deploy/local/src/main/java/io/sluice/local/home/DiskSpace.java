package io.sluice.local.home;

import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room is left on the disk of a home, and what that means for what runs there. */
public record DiskSpace(long freeBytes) {

  /** Below this PostgreSQL cannot write its log for long, and the servers refuse what comes in. */
  private static final long FULL_BYTES = 64L * 1024 * 1024;

  /** Whether there is enough. */
  public enum Level {
    /** Enough. */
    OK,
    /** Not enough for another start. */
    LOW,
    /** Nothing more can be taken in. */
    FULL
  }

  /** Asks the disk that a directory is on, or will be on once it is made. */
  public static DiskSpace of(Path directory) {
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return new DiskSpace(Files.getFileStore(existing).getUsableSpace());
    } catch (IOException e) {
      throw LauncherFailure.io("ask for the free space of " + directory, e);
    }
  }

  /** What the free space means. */
  public Level level() {
    if (freeBytes < FULL_BYTES) {
      return Level.FULL;
    }
    return freeBytes < SluiceHome.NEEDED_BYTES ? Level.LOW : Level.OK;
  }
}
