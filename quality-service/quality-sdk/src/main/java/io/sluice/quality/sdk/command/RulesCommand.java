package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Groups the commands that care for rule files. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(lint | format | gallery)",
    description =
        "Care for rule files: find faults, bring them into one form, look up expectations.",
    footer = {
      "",
      "Examples:",
      "  sluice rules lint rules/",
      "  sluice rules format rules/",
      "  sluice rules gallery expect_column_values_to_be_in_set",
      "",
      "Exit codes: 0 all is well, 3 error, 64 usage."
    })
final class RulesCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private RulesCommand() {}

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new RulesCommand());
    line.addSubcommand(new RulesLintCommand(terminal));
    line.addSubcommand(new RulesFormatCommand(terminal));
    line.addSubcommand(new RulesGalleryCommand(terminal));
    return line;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "say what to do: lint, format or gallery");
    }
  }
}
