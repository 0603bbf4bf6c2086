package io.sluice.local.command;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.platform.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands together, and what happens when one fails. */
@Command(
    name = "sluice",
    versionProvider = SluiceCommand.Versions.class,
    description = "Runs Sluice on this machine.",
    synopsisSubcommandLabel = "COMMAND")
public final class SluiceCommand implements Runnable {

  @Spec private CommandSpec spec;

  private SluiceCommand(CommandSpec spec) {
    this.spec = spec;
  }

  /** Builds the command line and runs it. */
  public static int run(Context context, PrintWriter err, String... arguments) {
    CommandLine line =
        new CommandLine(new SluiceCommand(CommandSpec.create()))
            .addSubcommand(new UpCommand(context))
            .addSubcommand(new DownCommand(context))
            .addSubcommand(new StatusCommand(context))
            .addSubcommand(new TokenCommand(context))
            .addSubcommand(new LogsCommand(context))
            .addSubcommand(new BackupCommand(context))
            .addSubcommand(new RestoreCommand(context));
    withHelp(line);
    line.getSubcommands().values().forEach(SluiceCommand::withHelp);
    line.setOut(context.out());
    line.setErr(err);
    line.setParameterExceptionHandler((failure, args) -> wrongUsage(failure));
    line.setExecutionExceptionHandler((failure, command, result) -> failed(err, failure));
    line.setUsageHelpWidth(100);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is needed.");
  }

  private static void withHelp(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
  }

  private static int wrongUsage(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    line.getErr().println("sluice: " + failure.getMessage());
    line.getErr().println("  Help: " + line.getCommandSpec().qualifiedName() + " --help");
    return LauncherFailure.USAGE;
  }

  private static int failed(PrintWriter err, Exception failure) throws Exception {
    if (failure instanceof LauncherFailure ours) {
      err.println("sluice: " + ours.getMessage());
      ours.hint().ifPresent(hint -> err.println("  " + hint));
      err.flush();
      return ours.exitCode();
    }
    throw failure;
  }

  /** Answers {@code --version}. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"sluice " + Version.sluice()};
    }
  }
}
