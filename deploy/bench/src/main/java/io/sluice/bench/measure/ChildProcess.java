package io.sluice.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another Java program on this class path, watched from outside: what it took, its peak memory. */
public final class ChildProcess {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private ChildProcess() {}

  /**
   * What was seen.
   *
   * @param exitCode how it ended
   * @param cost from its start to its end
   * @param peakBytes the most memory it had at once
   * @param spilledBytes the most that its temporary directory held at once
   * @param output what it printed, errors included
   */
  public record Seen(
      int exitCode, Cost cost, long peakBytes, long spilledBytes, List<String> output) {

    /** Copies the output. */
    public Seen {
      output = List.copyOf(output);
    }
  }

  /**
   * Runs a main class to its end.
   *
   * @param jvm options of the virtual machine
   * @param temporary the program's temporary directory, which is watched; made if missing
   */
  public static Seen run(List<String> jvm, Path temporary, String main, List<String> arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(temporary);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(arguments);
    Path output = Files.createTempFile(temporary.getParent(), "output", ".txt");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long peak = 0;
    long spilled = 0;
    long cpu = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, Machine.peakBytes(process.pid()));
      cpu = Math.max(cpu, process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
      spilled = Math.max(spilled, bytesIn(temporary));
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    Cost cost = new Cost(System.nanoTime() - start, cpu);
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return new Seen(process.waitFor(), cost, peak, spilled, lines);
  }

  private static long bytesIn(Path directory) {
    long sum = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        // The driver unpacks its native library into the temporary directory too.
        if (!file.getFileName().toString().startsWith("libduckdb")) {
          sum += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
      }
    } catch (IOException | java.io.UncheckedIOException deletedMeanwhile) {
      return sum;
    }
    return sum;
  }
}
