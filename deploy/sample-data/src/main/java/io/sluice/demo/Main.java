package io.sluice.demo;

import io.sluice.demo.platform.PlatformHome;
import io.sluice.demo.story.Narrator;
import io.sluice.demo.story.Options;
import io.sluice.demo.story.Story;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the story of the daily sales load on a running platform. */
@Command(
    name = "sluice demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The daily sales load of a small shop, told step by step: a clean day passes, a bad day is",
      "halted with everything downstream, the repaired day passes and releases the report."
    },
    footer = {
      "",
      "Each telling goes on with the days after those that are loaded, so it may be run again.",
      "Exit codes: 0 all came out as it should, 3 something did not, 64 usage."
    })
public final class Main implements Callable<Integer> {

  private static final int ERROR = 3;
  private static final int USAGE = 64;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days to tell of; the last is bad at first (default: 2).")
  private int days = 2;

  @Option(names = "--seed", paramLabel = "N", description = "The shop's seed (default: 42).")
  private long seed = 42;

  @Option(names = "--rows", paramLabel = "N", description = "Orders a day (default: 1200).")
  private int rows = 1200;

  @Option(names = "--offline", description = "Leave the public data out, which npm fetches.")
  private boolean offline;

  @Option(names = "--pause", description = "Wait for Enter after each step.")
  private boolean pause;

  /** For the script, which starts the platform only if the arguments are right. */
  @Option(names = "--validate-only", hidden = true)
  private boolean validateOnly;

  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Tells the story and exits 0 only if all of it came out. */
  public static void main(String[] args) {
    // The OpenLineage client logs through SLF4J; without a binding that is silence, not a warning.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Terminal terminal = Terminal.ofProcess();
    int code = run(terminal, args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(code);
  }

  static int run(Terminal terminal, String... args) {
    CommandLine line = new CommandLine(new Main(terminal));
    String version = Main.class.getPackage().getImplementationVersion();
    line.getCommandSpec().version("sluice demo " + (version == null ? "(unpackaged)" : version));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(
        (failure, given) -> {
          terminal.err().println("sluice demo: " + failure.getMessage());
          terminal.err().println("Try 'sluice demo --help'.");
          return USAGE;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() {
    Options options;
    try {
      options = new Options(days, seed, rows, offline, pause);
    } catch (IllegalArgumentException outOfBounds) {
      terminal.err().println("sluice demo: " + outOfBounds.getMessage());
      return USAGE;
    }
    if (validateOnly) {
      return 0;
    }
    PlatformHome home;
    try {
      Path directory = Path.of(terminal.env("SLUICE_HOME", ".sluice")).toAbsolutePath();
      home = PlatformHome.read(directory.normalize());
    } catch (IOException notRunning) {
      terminal.err().println("sluice demo: " + notRunning.getMessage());
      return ERROR;
    }
    return new Story(home, options, new Narrator(terminal, pause)).tell() ? 0 : ERROR;
  }
}
