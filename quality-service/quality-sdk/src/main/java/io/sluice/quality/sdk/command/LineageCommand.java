package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Groups the commands that talk to the lineage collector. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(import | dead-letters | rebuild | replay | conformance | graph)",
    description = "Send lineage events, and look after the collector.",
    footer = {
      "",
      "SLUICE_URL names the platform (default: the one that runs from SLUICE_HOME), SLUICE_TOKEN holds",
      "the token (default there: the local admin's).",
      "",
      "Examples:",
      "  sluice lineage import events/ more.ndjson.gz",
      "  sluice lineage dead-letters",
      "  sluice lineage rebuild --verify",
      "  sluice lineage graph dataset:postgres://db:5432:shop.public.orders --up",
      "",
      "Exit codes: 0 done, 2 something was refused or is not equal, 3 error, 4 timeout, 64 usage,",
      "77 not allowed."
    })
final class LineageCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private LineageCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    CommandLine letters = new CommandLine(new LineageDeadLettersCommand(terminal));
    letters.addSubcommand(new LineageDeadLettersCommand.ListAll(terminal));
    letters.addSubcommand(new LineageDeadLettersCommand.Show(terminal));
    letters.addSubcommand(new LineageDeadLettersCommand.Replay(terminal));
    CommandLine line = new CommandLine(new LineageCommand());
    line.addSubcommand(new LineageImportCommand(terminal));
    line.addSubcommand(letters);
    line.addSubcommand(new LineageRebuildCommand(terminal));
    line.addSubcommand(new LineageReplayCommand(terminal));
    line.addSubcommand(new LineageConformanceCommand(terminal));
    line.addSubcommand(new LineageGraphCommand(terminal));
    return line;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "say what to do: import, dead-letters, rebuild, replay, conformance or graph");
    }
  }
}
