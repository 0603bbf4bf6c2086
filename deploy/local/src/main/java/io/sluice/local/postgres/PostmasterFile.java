package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} in a data directory says; it may be left over from a crash. */
record PostmasterFile(long pid, int port, boolean ready) {

  private static final int PORT = 3;
  private static final int STATUS = 7;

  static Path in(Path dataDirectory) {
    return dataDirectory.resolve("postmaster.pid");
  }

  static Optional<PostmasterFile> read(Path dataDirectory) {
    try {
      List<String> lines = Files.readAllLines(in(dataDirectory));
      if (lines.size() <= PORT) {
        return Optional.empty();
      }
      boolean ready = lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.get(0).strip()),
              Integer.parseInt(lines.get(PORT).strip()),
              ready));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LauncherFailure.io("read " + in(dataDirectory), e);
    }
  }
}
