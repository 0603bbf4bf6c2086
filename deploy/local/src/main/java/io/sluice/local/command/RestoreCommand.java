package io.sluice.local.command;

import io.sluice.local.backup.Restore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice restore}. */
@Command(
    name = "restore",
    header = "Bring back what `backup` saved.",
    description = {
      "Checks the file against its manifest and puts it in place; `up` then starts with all data."
          + " The platform must be down."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice restore /mnt/safe/sluice-monday.tar.gz",
      "  sluice restore --force .sluice/backups/sluice-2026-11-22T170000Z.tar.gz",
      "",
      "Exit codes: 0 restored, 1 failed or refused (nothing was changed), 64 wrong usage."
    })
final class RestoreCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "FILE", description = "A file that `backup` wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--force",
      description = "Replace an installation that is there; its state is moved aside, not deleted.")
  private boolean force;

  RestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path source = context.workingDirectory().resolve(file).normalize();
    Restore.Result result =
        new Restore(context.home(), context.clock(), context::say).read(source, force);
    result.movedAside().ifPresent(aside -> context.say("What was here is kept in " + aside));
    context.say(
        "Restored the backup of "
            + result.manifest().createdAt()
            + " into "
            + context.home().directory()
            + ". Start it: ./sluice up");
    return 0;
  }
}
