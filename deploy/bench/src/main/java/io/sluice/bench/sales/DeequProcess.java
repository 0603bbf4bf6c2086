package io.sluice.bench.sales;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.measure.Cost;
import io.sluice.bench.measure.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Deequ on Spark in a process of its own, which stays between rounds and measures itself. */
public final class DeequProcess implements Contestant, AutoCloseable {

  /** Packages that Spark reaches into. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final String version;

  private DeequProcess(Process process) throws IOException {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
    version = line("@ready ");
  }

  /**
   * Starts Spark and waits until it is ready.
   *
   * @param classPath Deequ, Spark and the program
   */
  public static DeequProcess start(String classPath, Path file, Limits limits) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx4g");
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    Path spark = Files.createDirectories(limits.temporary().resolve("spark"));
    command.addAll(List.of("-cp", classPath, "io.sluice.bench.deequ.Main", file.toString()));
    command.addAll(List.of(Integer.toString(limits.threads()), spark.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new DeequProcess(builder.start());
  }

  @Override
  public String name() {
    return "Deequ 2.1.0 on " + version;
  }

  @Override
  public SortedMap<String, String> run() throws IOException {
    return answer().figures();
  }

  @Override
  public Cost measure() throws IOException {
    return answer().cost();
  }

  /** The most memory that the process has had. */
  public long peakBytes() {
    return Machine.peakBytes(process.pid());
  }

  private record Answer(Cost cost, SortedMap<String, String> figures) {}

  private Answer answer() throws IOException {
    input.write("run\n");
    input.flush();
    String[] cost = line("@cost ").split(" ", -1);
    SortedMap<String, String> figures = new TreeMap<>();
    for (String line = line("@"); !line.equals("done"); line = line("@")) {
      String[] parts = line.split(" ", 3);
      Figures.put(figures, parts[2], Double.valueOf(parts[1]));
    }
    return new Answer(new Cost(Long.parseLong(cost[0]), Long.parseLong(cost[1])), figures);
  }

  private String line(String beginning) throws IOException {
    for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
    throw new IOException("the Deequ program ended; its errors are above");
  }

  @Override
  public void close() throws IOException {
    input.close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
