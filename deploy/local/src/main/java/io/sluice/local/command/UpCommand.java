package io.sluice.local.command;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.platform.PlatformUp;
import io.sluice.local.platform.UpReport;
import io.sluice.local.platform.Version;
import io.sluice.local.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice up}. */
@Command(
    name = "up",
    header = "Start the platform and wait until it is healthy.",
    description = {
      "Starts PostgreSQL and the four servers in the background and returns when all are ready."
          + " What runs already is left alone, so a second `up` repairs a platform of which a part"
          + " was killed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice up",
      "  SLUICE_PORT=18080 sluice up",
      "  sluice up --data /srv/exports --data ../landing",
      "  SLUICE_DB_URL=postgresql://me:secret@db:5432/sluice sluice up",
      "",
      "Environment:",
      "  SLUICE_PORT        the gateway's port; the services take the three after it (8080)",
      "  SLUICE_HOST        the address to listen on (127.0.0.1)",
      "  SLUICE_HOME        where all state is kept (.sluice beside this script)",
      "  SLUICE_DB_URL      a PostgreSQL of yours; also SLUICE_DB_USER, SLUICE_DB_PASSWORD",
      "  SLUICE_JAVA_OPTS   added for every server; SLUICE_QUALITY_JAVA_OPTS and so on for one",
      "  SLUICE_UP_TIMEOUT  seconds to wait for health (180)",
      "",
      "Exit codes: 0 healthy, 1 failed (what was started is stopped again), 64 wrong usage."
    })
final class UpCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A directory that file sources of rules may read, besides SLUICE_HOME/data. May be"
              + " repeated; holds until `down`.")
  private List<Path> data = List.of();

  UpCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = context.settings();
    List<Path> roots = data.stream().map(this::realDirectory).toList();
    UpReport report =
        new PlatformUp(settings, Version.sluice(), context.clock(), context::say).run(roots);
    if (report.wasRunning()) {
      context.say("Sluice is up already at " + report.url());
    } else {
      context.say(
          "Sluice "
              + Version.sluice()
              + " is up at "
              + report.url()
              + " ("
              + seconds(report.total())
              + ": "
              + report.times().entrySet().stream()
                  .map(time -> time.getKey() + " " + seconds(time.getValue()))
                  .collect(Collectors.joining(", "))
              + ")");
    }
    report.notes().forEach(note -> context.say("Note: " + note));
    context.say("");
    report
        .signIn()
        .ifPresentOrElse(
            password -> {
              context.say("  Sign in   " + password.user() + " / " + password.password());
              context.say("            (works once, until " + password.expiresAt() + ")");
            },
            () -> context.say("  Sign in   " + otherwise(settings)));
    if (settings.loopbackOnly()) {
      context.say("  Token     ./sluice token");
    }
    context.say("  Logs      " + settings.home().resolve("logs") + "   (./sluice logs quality -f)");
    context.say("  Stop      ./sluice down");
    return 0;
  }

  /** Where others can reach the platform, what only this machine may do is not offered. */
  private static String otherwise(Settings settings) {
    return settings.loopbackOnly()
        ? "./sluice token sign-in makes a one-time password"
        : "with the accounts and API tokens that there are";
  }

  private Path realDirectory(Path directory) {
    Path absolute = context.workingDirectory().resolve(directory);
    try {
      Path real = absolute.toRealPath();
      if (!Files.isDirectory(real) || real.toString().contains(":")) {
        throw LauncherFailure.usage(
            "--data " + directory + " is not a directory that can be used.",
            "Name an existing directory without ':' in its path.");
      }
      return real;
    } catch (IOException e) {
      throw LauncherFailure.usage(
          "--data " + directory + " does not exist.", "Name an existing directory.");
    }
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
