package io.sluice.local.postgres;

import io.sluice.local.home.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once for all tests of this run. */
public final class SharedBinaries {

  private static final Path DIRECTORY = unpackOnce();

  private SharedBinaries() {}

  /** The directory that holds the versions. */
  public static Path directory() {
    return DIRECTORY;
  }

  /** The programs. */
  public static PostgresBinaries get() {
    return PostgresBinaries.ensure(DIRECTORY, "18.6.0");
  }

  private static Path unpackOnce() {
    try {
      Path directory = Files.createTempDirectory("sluice-pgbin");
      // Other users run these programs too, in the test of an ordinary user.
      directory.toFile().setExecutable(true, false);
      directory.toFile().setReadable(true, false);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try {
      FileTree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
