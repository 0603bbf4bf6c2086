package io.sluice.demo.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The public data sets, fetched once by npm, which checks them against their registry's digest. */
public final class PublicData {

  /** The npm package. */
  public static final String PACKAGE = "vega-datasets";

  /** The one version whose figures the demonstration knows. */
  public static final String VERSION = "3.2.1";

  private static final List<String> FILES =
      List.of("flights-3m.parquet", "movies.json", "airports.csv");
  private static final int MINUTES = 5;

  private final Path directory;

  /** Public data kept below the given directory. */
  public PublicData(Path directory) {
    this.directory = directory;
  }

  /** Thrown when the data cannot be had; the message says what to do. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
      super(message);
    }
  }

  /** Whether the files are there from an earlier run. */
  public boolean isCached() {
    return Files.exists(complete()) && FILES.stream().allMatch(name -> Files.exists(file(name)));
  }

  /** The path of one of the files. */
  public Path file(String name) {
    return directory.resolve("node_modules").resolve(PACKAGE).resolve("data").resolve(name);
  }

  /** Fetches the package unless it is there. */
  public void fetch() throws IOException, InterruptedException, Unavailable {
    if (isCached()) {
      return;
    }
    Files.createDirectories(directory);
    Path log = directory.resolve("npm.log");
    int code = run(log);
    if (code != 0 || FILES.stream().anyMatch(name -> !Files.exists(file(name)))) {
      throw new Unavailable(
          "npm could not fetch "
              + PACKAGE
              + " "
              + VERSION
              + " (exit code "
              + code
              + "): "
              + reason(log)
              + "\nThe whole log: "
              + log
              + "\nWithout a network, run the demonstration with --offline.");
    }
    // Written last: an install that was cut short is done again.
    Files.writeString(complete(), PACKAGE + " " + VERSION + "\n");
  }

  private Path complete() {
    return directory.resolve(PACKAGE + "-" + VERSION + ".complete");
  }

  private int run(Path log) throws IOException, InterruptedException, Unavailable {
    ProcessBuilder npm =
        new ProcessBuilder(
                "npm",
                "install",
                // No code of the package or what it depends on is run.
                "--ignore-scripts",
                "--no-save",
                "--no-audit",
                "--no-fund",
                // A registry out of reach is told within seconds, not minutes.
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000",
                "--fetch-timeout=15000",
                "--omit=dev",
                "--prefix",
                directory.toString(),
                PACKAGE + "@" + VERSION)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process process;
    try {
      process = npm.start();
    } catch (IOException missing) {
      throw new Unavailable(
          "npm cannot be started: install Node 20, or run the demonstration with --offline");
    }
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new Unavailable(
          "npm did not finish within " + MINUTES + " minutes; --offline does without it");
    }
    return process.exitValue();
  }

  /** The one line of npm's that says what went wrong. */
  static String reason(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.matches("npm (error|ERR!) .*"))
            .map(line -> line.replaceFirst("^npm (error|ERR!) ", "").strip())
            .toList();
    return Stream.of("failed, reason", "network", "")
        .flatMap(sign -> lines.stream().filter(line -> line.contains(sign)).limit(1))
        .findFirst()
        .orElse("it did not say why");
  }
}
