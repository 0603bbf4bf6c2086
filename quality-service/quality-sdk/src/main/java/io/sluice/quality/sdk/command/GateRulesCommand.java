package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.check.RuleDocument;
import io.sluice.quality.sdk.client.RuleSetVersion;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Groups the commands that save and show rule sets. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(put | get)",
    description = "Save and show rule sets.",
    footer = {
      "",
      "Examples:",
      "  sluice gate rules put sales-daily sales-daily.yaml",
      "  sluice gate rules get sales-daily --version-number 3"
    })
final class GateRulesCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "say what to do: put or get");
    }
  }

  /** Saves the next version of a rule set. */
  @Command(
      name = "put",
      mixinStandardHelpOptions = true,
      description = "Save the next version of a rule set.",
      footer = {"", "Example:", "  sluice gate rules put sales-daily sales-daily.yaml"})
  static final class Put implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME", description = "The rule set's name.")
    private String name = "";

    @Parameters(
        index = "1",
        paramLabel = "FILE",
        description = "YAML, or a Great Expectations suite as .json.")
    private @Nullable Path file;

    private final Terminal terminal;

    Put(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Path path = Objects.requireNonNull(file);
      Arguments.refuseStandardInput("FILE", path.toString());
      String text;
      try {
        text = RuleDocument.load(path).text();
      } catch (NoSuchFileException missing) {
        throw new CommandFailure(ExitCode.ERROR, "no such rule file: " + path, null);
      } catch (IOException unreadable) {
        throw new CommandFailure(
            ExitCode.ERROR, "cannot read " + path + ": " + unreadable.getMessage(), null);
      }
      boolean json = path.toString().endsWith(".json");
      RuleSetVersion saved = LocalPlatform.client(terminal).putRuleSet(name, text, json);
      terminal.out().println(saved.name() + " is at version " + saved.version());
      saved.warnings().forEach(warning -> terminal.err().println("warning: " + warning));
      return ExitCode.OK;
    }
  }

  /** Shows a rule set. */
  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Show a rule set as the server keeps it, as JSON.",
      footer = {"", "Example:", "  sluice gate rules get sales-daily --version-number 3"})
  static final class Get implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The rule set's name.")
    private String name = "";

    @Option(
        names = "--version-number",
        paramLabel = "N",
        description = "The version (default: the latest).")
    private @Nullable Integer version;

    private final Terminal terminal;

    Get(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      terminal.out().println(LocalPlatform.client(terminal).ruleSet(name, version));
      return ExitCode.OK;
    }
  }
}
