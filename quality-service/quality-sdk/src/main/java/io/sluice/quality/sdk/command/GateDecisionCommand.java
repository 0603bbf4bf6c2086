package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a gate decides from evidence that is already there. */
@Command(
    name = "decision",
    mixinStandardHelpOptions = true,
    description = "Show what a gate decides from evidence already there; nothing is evaluated.",
    footer = {
      "",
      "Example:",
      "  sluice gate decision sales-report --batch 2026-03-01 --max-age 6h"
    })
final class GateDecisionCommand implements Callable<Integer> {

  @Parameters(paramLabel = "GATE", description = "The gate.")
  private String gate = "";

  @Option(names = "--batch", required = true, paramLabel = "ID", description = "The batch.")
  private String batch = "";

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Refuse evidence older than this.")
  private @Nullable Duration maxAge;

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

  GateDecisionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Arguments.requireExitCode(warnExit);
    Evaluation evaluation = LocalPlatform.client(terminal).decision(gate, batch, maxAge);
    return GateOutput.print(terminal, evaluation, format, warnExit);
  }
}
