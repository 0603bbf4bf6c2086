package io.sluice.local.command;

import io.sluice.local.platform.PlatformDown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sluice down}. */
@Command(
    name = "down",
    header = "Stop what `up` started.",
    description = {
      "Asks the servers to end, kills those that do not within 20 s, and shuts PostgreSQL down"
          + " cleanly. All data stays. A PostgreSQL of yours (SLUICE_DB_URL) is never stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice down",
      "",
      "Exit codes: 0 nothing runs any more (also if nothing ran), 1 failed."
    })
final class DownCommand implements Callable<Integer> {

  private final Context context;

  DownCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean stopped = new PlatformDown(context.settings(), context::say).run();
    context.say(stopped ? "Sluice is down." : "Sluice was not running.");
    return 0;
  }
}
