package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Halt;
import io.sluice.quality.sdk.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists halts. */
@Command(
    name = "halts",
    mixinStandardHelpOptions = true,
    description = "List what is halted and why.",
    footer = {"", "Example:", "  sluice gate halts --all"})
final class GateHaltsCommand implements Callable<Integer> {

  @Option(names = "--all", description = "Halts that have ended too.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "What to print (default: text).")
  private GateCommand.OutputFormat format = GateCommand.OutputFormat.text;

  private final Terminal terminal;

  GateHaltsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Halt> halts = LocalPlatform.client(terminal).halts(!all);
    switch (format) {
      case json ->
          terminal
              .out()
              .println("[" + String.join(",\n", halts.stream().map(Halt::json).toList()) + "]");
      case text -> {
        EvaluationText text = new EvaluationText(terminal.outStyle());
        halts.forEach(halt -> text.of(halt).forEach(terminal.out()::println));
        if (halts.isEmpty()) {
          terminal.out().println(all ? "No halts." : "Nothing is halted.");
        }
      }
    }
    return ExitCode.OK;
  }
}
