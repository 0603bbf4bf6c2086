package io.sluice.local.platform;

import io.sluice.local.home.SluiceHome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ends of log files; only the last part of a file is ever read. */
public record LogTail(SluiceHome home) {

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int LONGEST_LINE = 600;

  /** Of a line with a stack trace: what went wrong stands first. */
  private static final int MOST_STACK_LINES = 6;

  /** The file that a part logs to now. */
  public Path file(String part) {
    if (!part.equals("postgres")) {
      return home.logs().resolve(part + ".log");
    }
    // The start goes to postgres.log, the rest to a file for each weekday: the newest is meant.
    try (Stream<Path> files = Files.list(home.logs())) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("postgres(-\\w+)?\\.log"))
          .max(Comparator.comparing(LogTail::timeOf))
          .orElse(home.logs().resolve("postgres.log"));
    } catch (IOException e) {
      return home.logs().resolve("postgres.log");
    }
  }

  /** The last lines of a file. */
  public List<String> lastLines(Path file, int count) {
    return lastLines(file, count, 0);
  }

  private static List<String> lastLines(Path file, int count, long since) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      // A file that is shorter than it was has been turned over: all of it is new.
      long begin = log.length() < since ? 0 : since;
      long from = Math.max(begin, log.length() - MOST_BYTES);
      byte[] bytes = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * What a process that ended said last, on its standard streams and in its log.
   *
   * @param since the length of the log when the process started, as earlier runs wrote what is
   *     before; its standard streams begin anew with every start
   */
  public String lastWords(String part, int count, long since) {
    return Stream.of(
            lastLines(home.logs().resolve(part + ".out"), count, 0),
            lastLines(file(part), count, since))
        .filter(lines -> !lines.isEmpty())
        .map(
            lines ->
                lines.stream()
                    .flatMap(line -> LogLine.readable(line).lines().limit(MOST_STACK_LINES))
                    .map(LogTail::shortened)
                    .collect(Collectors.joining("\n")))
        .reduce((first, second) -> first + "\n" + second)
        .orElse("");
  }

  private static String shortened(String line) {
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }

  private static FileTime timeOf(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
