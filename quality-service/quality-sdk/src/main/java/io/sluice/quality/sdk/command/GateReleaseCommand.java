package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Halt;
import io.sluice.quality.sdk.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a halt by hand. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "End a halt by hand; the reason is kept with it.",
    footer = {
      "",
      "Example:",
      "  sluice gate release 0198c1f2-… --reason 'source confirmed, INC-42'"
    })
final class GateReleaseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The halt's id, as `sluice gate halts` shows it.")
  private String id = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  private final Terminal terminal;

  GateReleaseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new CommandFailure(ExitCode.USAGE, "--reason must say why", null);
    }
    Halt halt = LocalPlatform.client(terminal).release(id, reason);
    new EvaluationText(terminal.outStyle()).of(halt).forEach(terminal.out()::println);
    return ExitCode.OK;
  }
}
