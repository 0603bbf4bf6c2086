package io.sluice.local.command;

import io.sluice.local.backup.Backup;
import io.sluice.local.backup.Manifest;
import io.sluice.local.platform.Version;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice backup}. */
@Command(
    name = "backup",
    header = "Save everything into one file while the platform runs.",
    description = {
      "PostgreSQL's data with the log that makes it consistent, secrets and SLUICE_HOME/data, as a"
          + " tar.gz of mode 0600 with a manifest; it is read back and checked before it gets its"
          + " name. Keep it like a password: it holds the secrets."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice backup",
      "  sluice backup /mnt/safe/sluice-monday.tar.gz",
      "",
      "Exit codes: 0 saved and checked, 1 failed, 64 no such directory,"
          + " or the platform runs on a PostgreSQL of yours."
    })
final class BackupCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Where to; SLUICE_HOME/backups/sluice-<time>.tar.gz if left out.")
  private @Nullable Path file;

  BackupCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path target =
        Optional.ofNullable(file)
            .map(given -> context.workingDirectory().resolve(given).normalize())
            .orElseGet(() -> Backup.defaultFile(context.home(), context.clock()));
    Manifest manifest =
        new Backup(
                context.home(), context.secrets(), Version.sluice(), context.clock(), context::say)
            .write(target);
    context.say(
        String.format(
            "Saved and checked: %d files, %d MB compressed.",
            manifest.files().size(), target.toFile().length() >> 20));
    context.say(target.toString());
    return 0;
  }
}
