package io.sluice.local.home;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The directory that holds everything one installation keeps. */
public record SluiceHome(Path directory) {

  /** Less than this and PostgreSQL could not even recover from a crash in peace. */
  public static final long NEEDED_BYTES = 512L * 1024 * 1024;

  /** Makes the directories, private where secrets or data are, and checks that they are ours. */
  public SluiceHome create() {
    try {
      Files.createDirectories(directory);
      refuseForeign();
      for (Path open : List.of(logs(), data(), pgbin())) {
        Files.createDirectories(open);
      }
      for (Path closed : List.of(secrets(), run(), backups())) {
        Files.createDirectories(closed);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
      }
      return this;
    } catch (IOException e) {
      throw LauncherFailure.io("make " + directory, e);
    }
  }

  /** Refuses to start on a disk that is nearly full. */
  public void requireSpace(long bytes) {
    try {
      long usable = Files.getFileStore(directory).getUsableSpace();
      if (usable < bytes) {
        throw LauncherFailure.of(
            String.format(
                "Only %d MB are free on the disk of %s; %d MB are needed.",
                usable >> 20, directory, bytes >> 20),
            "Free some space, or set SLUICE_HOME to a directory on another disk.");
      }
    } catch (IOException e) {
      throw LauncherFailure.io("ask for the free space of " + directory, e);
    }
  }

  /** Whether an installation lives here already. */
  public boolean isInhabited() {
    return Stream.of(pg(), secrets(), data()).anyMatch(SluiceHome::hasEntries);
  }

  /** PostgreSQL's data. */
  public Path pg() {
    return directory.resolve("pg");
  }

  /** PostgreSQL's programs, by version. */
  public Path pgbin() {
    return directory.resolve("pgbin");
  }

  /** What the processes log. */
  public Path logs() {
    return directory.resolve("logs");
  }

  /** Pid files and what runs now. */
  public Path run() {
    return directory.resolve("run");
  }

  /** Passwords and tokens. */
  public Path secrets() {
    return directory.resolve("secrets");
  }

  /** Files that rules may read. */
  public Path data() {
    return directory.resolve("data");
  }

  /** Where backups go unless told otherwise. */
  public Path backups() {
    return directory.resolve("backups");
  }

  /**
   * Where one part keeps what it needs only while it runs. The rule engine unpacks 70 MB there, and
   * a killed process leaves them behind.
   */
  public Path scratch(String part) {
    return run().resolve("tmp").resolve(part);
  }

  /** Makes a part's scratch directory anew, before the part starts. */
  public void emptyScratch(String part) {
    try {
      FileTree.delete(scratch(part));
      Files.createDirectories(scratch(part));
    } catch (IOException e) {
      throw LauncherFailure.io("empty " + scratch(part), e);
    }
  }

  /** The pid file of one part. */
  public PidFile pidFile(String part) {
    return new PidFile(run().resolve(part + ".pid"));
  }

  private void refuseForeign() throws IOException {
    int owner = (Integer) Files.getAttribute(directory, "unix:uid");
    if (owner != ProcessTable.ownUserId()) {
      throw LauncherFailure.of(
          directory + " belongs to another user (" + Files.getOwner(directory).getName() + ").",
          "Run as that user, or set SLUICE_HOME to a directory of your own.");
    }
    if (!Files.isReadable(directory) || !Files.isWritable(directory)) {
      throw LauncherFailure.of(
          directory + " cannot be read and written.", "Check its permissions: chmod u+rwx.");
    }
  }

  private static boolean hasEntries(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isPresent();
    } catch (IOException e) {
      return true;
    }
  }
}
