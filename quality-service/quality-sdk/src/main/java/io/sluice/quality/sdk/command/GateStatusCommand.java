package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an evaluation. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show an evaluation and exit by its decision; 4 while it has none.",
    footer = {"", "Example:", "  sluice gate status 0198c1f2-… --wait 20"})
final class GateStatusCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The evaluation's id.")
  private String id = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "Wait up to this long for the decision, 0 to 60 (default: 0).")
  private int wait;

  @Option(
      names = "--warn-exit",
      paramLabel = "N",
      description = "The exit code for WARN (default: 0).")
  private int warnExit;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "What to print (default: text).")
  private GateCommand.OutputFormat format = GateCommand.OutputFormat.text;

  private final Terminal terminal;

  GateStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Arguments.requireExitCode(warnExit);
    if (wait < 0 || wait > 60) {
      throw new CommandFailure(ExitCode.USAGE, "--wait takes 0 to 60 seconds", null);
    }
    Evaluation evaluation = LocalPlatform.client(terminal).evaluation(id, Duration.ofSeconds(wait));
    return GateOutput.print(terminal, evaluation, format, warnExit);
  }
}
