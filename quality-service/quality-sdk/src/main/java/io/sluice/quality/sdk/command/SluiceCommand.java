package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.GateException;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The root of the command line. */
@Command(
    name = "sluice",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(check | rules | gate | lineage)",
    description = {
      "Judge data by rules: here and now (check), or by asking a gate (gate);",
      "care for rule files (rules); send lineage and look after it (lineage)."
    },
    footer = {
      "",
      "Exit codes: 0 PASS or WARN, 2 HALT, 3 error, 4 timeout, 64 usage, 77 not allowed."
    })
public final class SluiceCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private SluiceCommand() {}

  /** Runs one command line and returns its exit code. */
  public static int run(Terminal terminal, String... args) {
    CommandLine line = new CommandLine(new SluiceCommand());
    line.addSubcommand(new CheckCommand(terminal));
    line.addSubcommand(RulesCommand.commandLine(terminal));
    line.addSubcommand(GateCommand.commandLine(terminal));
    line.addSubcommand(LineageCommand.commandLine(terminal));
    setVersion(line);
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setUsageHelpWidth(100);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.outStyle().coloured() ? Ansi.ON : Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((failure, given) -> usage(terminal, failure));
    line.setExecutionExceptionHandler((failure, command, parsed) -> failed(terminal, failure));
    return line.execute(args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static void setVersion(CommandLine line) {
    String version = SluiceCommand.class.getPackage().getImplementationVersion();
    line.getCommandSpec().version("sluice " + (version == null ? "(unpackaged)" : version));
    line.getSubcommands().values().forEach(SluiceCommand::setVersion);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "say what to do: check, rules, gate or lineage");
    }
  }

  private static int usage(Terminal terminal, ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    Style style = terminal.errStyle();
    terminal.err().println(style.bad(name + ": ") + shown(failure.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    terminal.err().println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(Terminal terminal, Exception failure) {
    Style style = terminal.errStyle();
    if (failure instanceof CommandFailure known) {
      terminal.err().println(style.bad("sluice: ") + shown(known.getMessage()));
      if (known.hint() != null) {
        terminal.err().println("  " + shown(known.hint()));
      }
      return known.exitCode();
    }
    if (failure instanceof GateException gate) {
      terminal.err().println(style.bad("sluice: ") + shown(gate.getMessage()));
      hint(gate, terminal);
      return ExitCode.of(gate.kind());
    }
    terminal
        .err()
        .println(style.bad("sluice: ") + "unexpected failure: " + shown(failure.toString()));
    if (!terminal.env("SLUICE_DEBUG", "").isEmpty()) {
      failure.printStackTrace(terminal.err());
    } else {
      terminal.err().println("  set SLUICE_DEBUG=1 for the details");
    }
    return ExitCode.ERROR;
  }

  /** Names of files and words of servers stand in messages; they must not steer a terminal. */
  private static String shown(@Nullable String message) {
    return TextWidth.printableLines(String.valueOf(message));
  }

  private static void hint(GateException failure, Terminal terminal) {
    String hint =
        switch (failure.kind()) {
          case UNREACHABLE ->
              "is the platform up? `sluice up` starts one here; SLUICE_URL names another";
          case NOT_ALLOWED ->
              "SLUICE_TOKEN must hold a token with the permission; `sluice token` prints the local"
                  + " one";
          case TIMED_OUT -> "--timeout waits longer";
          case REFUSED, SERVER_FAILED, NOT_UNDERSTOOD, INTERRUPTED -> "";
        };
    if (!hint.isEmpty()) {
      terminal.err().println("  " + hint);
    }
  }
}
