package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Groups the commands that talk to a running platform. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(ask | status | decision | rules | halts | release)",
    description = "Ask a gate, and look after gates.",
    footer = {
      "",
      "SLUICE_URL names the platform (default: the one that runs from SLUICE_HOME), SLUICE_TOKEN holds",
      "the token (default there: the local admin's).",
      "",
      "Examples:",
      "  sluice gate ask sales-daily --batch 2026-03-01",
      "  sluice gate ask sales-daily --batch 2026-03-01 --timeout 10m --format json",
      "  sluice gate rules put sales-daily sales-daily.yaml",
      "  sluice gate halts",
      "",
      "Exit codes: 0 PASS or WARN, 2 HALT, 3 error, 4 timeout, 64 usage, 77 not allowed."
    })
final class GateCommand implements Runnable {

  enum OutputFormat {
    text,
    json
  }

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private GateCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    CommandLine rules = new CommandLine(new GateRulesCommand());
    rules.addSubcommand(new GateRulesCommand.Put(terminal));
    rules.addSubcommand(new GateRulesCommand.Get(terminal));
    CommandLine line = new CommandLine(new GateCommand());
    line.addSubcommand(new GateAskCommand(terminal));
    line.addSubcommand(new GateStatusCommand(terminal));
    line.addSubcommand(new GateDecisionCommand(terminal));
    line.addSubcommand(rules);
    line.addSubcommand(new GateHaltsCommand(terminal));
    line.addSubcommand(new GateReleaseCommand(terminal));
    return line;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "say what to do: ask, status, decision, rules, halts or release");
    }
  }
}
