package io.sluice.local.command;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.platform.LogLine;
import io.sluice.local.platform.LogTail;
import io.sluice.local.process.Pause;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice logs}. */
@Command(
    name = "logs",
    header = "Show what the parts log.",
    description = {
      "The last lines of one part's log, or of all. Servers keep five files of 10 MB each,"
          + " PostgreSQL one file for each day of a week."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice logs",
      "  sluice logs quality -n 200",
      "  sluice logs postgres -f",
      "",
      "Exit codes: 0 done, 1 nothing has been logged yet, 64 no such part."
    })
final class LogsCommand implements Callable<Integer> {

  private static final List<String> PARTS =
      List.of("postgres", "catalog", "quality", "lineage", "gateway");
  private static final Duration STEP = Duration.ofMillis(300);

  private final Context context;

  @Parameters(
      paramLabel = "PART",
      arity = "0..1",
      description = "postgres, catalog, quality, lineage or gateway; all if left out.")
  private String part = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is added, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "COUNT",
      description = "How many lines (default 50).")
  private int lines = 50;

  @Option(names = "--raw", description = "Show the lines as they are written (JSON).")
  private boolean raw;

  LogsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!part.isEmpty() && !PARTS.contains(part)) {
      throw LauncherFailure.usage(
          "There is no part '" + part + "'.", "One of: " + String.join(", ", PARTS));
    }
    if (lines < 0 || lines > 100_000) {
      throw LauncherFailure.usage("-n " + lines + " is out of range.", "Use 0 to 100000.");
    }
    LogTail tail = new LogTail(context.home());
    List<String> shown = part.isEmpty() ? PARTS : List.of(part);
    List<String> there = shown.stream().filter(one -> Files.exists(tail.file(one))).toList();
    if (there.isEmpty()) {
      throw LauncherFailure.of(
          "Nothing has been logged in " + context.home().logs() + ".", "Start it: ./sluice up");
    }
    Map<String, Long> seen = new HashMap<>();
    for (String one : there) {
      Path file = tail.file(one);
      seen.put(one, file.toFile().length());
      show(one, tail.lastLines(file, lines));
    }
    while (follow) {
      Pause.of(STEP);
      there.forEach(one -> showAdded(one, tail.file(one), seen));
    }
    return 0;
  }

  private void show(String from, List<String> text) {
    String prefix = part.isEmpty() ? String.format("%-8s | ", from) : "";
    text.forEach(line -> context.say(prefix + (raw ? line : LogLine.readable(line))));
  }

  private void showAdded(String from, Path file, Map<String, Long> seen) {
    long before = seen.getOrDefault(from, 0L);
    long length = file.toFile().length();
    // A shorter file was turned over: it is read from its beginning.
    long start = length < before ? 0 : before;
    if (length == start) {
      seen.put(from, length);
      return;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(length - start, 1 << 20)];
      log.seek(start);
      log.readFully(bytes);
      int end = lastLineEnd(bytes);
      show(from, new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList());
      seen.put(from, start + end);
    } catch (IOException e) {
      throw LauncherFailure.io("read " + file, e);
    }
  }

  private static int lastLineEnd(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    // One huge line is shown in pieces rather than never.
    return bytes.length == 1 << 20 ? bytes.length : 0;
  }
}
