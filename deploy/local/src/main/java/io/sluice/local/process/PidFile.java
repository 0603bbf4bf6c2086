package io.sluice.local.process;

import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The file that remembers a process we started: its identity and what it was started with. */
public record PidFile(Path file) {

  private static final int LINES = 5;

  /** What one file says. */
  public record Entry(ProcessIdentity process, String fingerprint, Instant startedAt) {}

  /** Writes the file whole or not at all; its first line is the process id. */
  public void write(Entry entry) {
    String text =
        entry.process().pid()
            + "\n"
            + entry.process().startTicks()
            + "\n"
            + entry.process().bootId()
            + "\n"
            + entry.fingerprint()
            + "\n"
            + entry.startedAt()
            + "\n";
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw LauncherFailure.io("write " + file, e);
    }
  }

  /** The process that the file names, if that very process still runs. */
  public Optional<Entry> running() {
    return read().filter(entry -> entry.process().isAlive());
  }

  /** Whether there is a file, whatever it says. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw LauncherFailure.io("delete " + file, e);
    }
  }

  /** What the file says; a damaged file says nothing, as it can name no process for certain. */
  private Optional<Entry> read() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LauncherFailure.io("read " + file, e);
    }
    if (lines.size() < LINES) {
      return Optional.empty();
    }
    try {
      ProcessIdentity process =
          new ProcessIdentity(
              Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)), lines.get(2));
      return Optional.of(new Entry(process, lines.get(3), Instant.parse(lines.get(4))));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
