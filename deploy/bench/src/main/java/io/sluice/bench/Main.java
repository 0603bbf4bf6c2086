package io.sluice.bench;

import io.sluice.bench.measure.DifferentFiguresException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts a benchmark by its name. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Measures Sluice against a baseline of the same run.",
    subcommands = {
      DataCommand.class,
      Rules30Command.class,
      Rules300Command.class,
      DeequCommand.class,
      CompileCommand.class,
      RowEngineCommand.class,
      MemoryCommand.class,
      SamplesCommand.class,
      ReadersCommand.class,
      IngestCommand.class,
      GraphCommand.class
    })
public final class Main {

  private Main() {}

  /** Ends with 0 if it measured, 1 if it failed, 2 if the contestants disagree, 64 on wrong use. */
  public static void main(String[] arguments) {
    // As in the command line: nothing logs here, and that is meant.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof DifferentFiguresException) {
            command.getErr().println(failure.getMessage());
            return 2;
          }
          failure.printStackTrace(command.getErr());
          return 1;
        });
    line.setParameterExceptionHandler(
        (wrong, parsed) -> {
          line.getErr().println(wrong.getMessage());
          return 64;
        });
    int code = arguments.length == 0 ? usage(line) : line.execute(arguments);
    System.exit(code);
  }

  private static int usage(CommandLine line) {
    line.usage(line.getErr());
    return 64;
  }
}
