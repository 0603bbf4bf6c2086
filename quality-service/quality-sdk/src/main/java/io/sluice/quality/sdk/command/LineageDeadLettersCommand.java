package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.sdk.client.GateException;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what the collector refused; by itself it lists what was not replayed yet. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[list | show | replay]",
    description = "List what was sent and is no event, look at one, and try it again.",
    footer = {
      "",
      "Examples:",
      "  sluice lineage dead-letters",
      "  sluice lineage dead-letters show 17",
      "  sluice lineage dead-letters replay 17 --with mended.json",
      "",
      "Exit codes: 0 done, 2 some are refused again, 3 error, 64 usage, 77 not allowed."
    })
final class LineageDeadLettersCommand implements Callable<Integer> {

  private static final String ROUTE = "/dead-letters";

  private final Terminal terminal;

  LineageDeadLettersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list(terminal, false);
  }

  private static int list(Terminal terminal, boolean all) {
    int[] shown = {0};
    LocalPlatform.lineage(terminal)
        .forEach(
            ROUTE,
            letter -> {
              boolean replayed = letter.hasNonNull("replayedAt");
              if (all || !replayed) {
                shown[0]++;
                terminal
                    .out()
                    .println(
                        TextWidth.printable(
                            String.join(
                                "  ",
                                letter.path("id").asText(),
                                letter.path("receivedAt").asText(),
                                letter.path("code").asText(),
                                letter.path("subject").asText(),
                                letter.path("detail").asText() + (replayed ? " (replayed)" : ""))));
              }
            });
    if (shown[0] == 0) {
      terminal.out().println("No dead letters.");
    }
    return ExitCode.OK;
  }

  /** Lists them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List dead letters, the newest first.")
  static final class ListAll implements Callable<Integer> {

    @Option(names = "--all", description = "Those that were replayed too.")
    private boolean all;

    private final Terminal terminal;

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return list(terminal, all);
    }
  }

  /** Shows one. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show why one was refused, and what was sent (on standard output).")
  static final class Show implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Its number.")
    private long id;

    private final Terminal terminal;

    Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      JsonNode letter = LocalPlatform.lineage(terminal).get(ROUTE + "/" + id);
      for (String member : List.of("receivedAt", "subject", "code", "pointer", "detail")) {
        terminal.err().println(TextWidth.printable(member + ": " + letter.path(member).asText()));
      }
      terminal.out().println(TextWidth.printableLines(letter.path("body").asText()));
      return ExitCode.OK;
    }
  }

  /** Tries one, or all, again. */
  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description =
          "Try a dead letter again: as it was sent, or as a file says it should have been.")
  static final class Replay implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Its number.")
    private @Nullable Long id;

    @Option(names = "--with", paramLabel = "FILE", description = "The event as it should be.")
    private @Nullable Path mended;

    @Option(names = "--all", description = "All that were not replayed yet, the oldest first.")
    private boolean all;

    private final Terminal terminal;

    Replay(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (all == (id != null) || (all && mended != null)) {
        throw new CommandFailure(
            ExitCode.USAGE, "name one dead letter, or say --all", "--with goes with one");
      }
      LineageClient client = LocalPlatform.lineage(terminal);
      List<Long> ids = new ArrayList<>();
      if (id != null) {
        ids.add(id);
      } else {
        client.forEach(
            ROUTE,
            letter -> {
              if (!letter.hasNonNull("replayedAt")) {
                ids.add(letter.path("id").asLong());
              }
            });
        Collections.reverse(ids);
      }
      int refused = 0;
      for (long each : ids) {
        if (!replay(client, each)) {
          refused++;
        }
      }
      if (all) {
        terminal.out().println(ids.size() - refused + " taken, " + refused + " refused again.");
      }
      return refused == 0 ? ExitCode.OK : ExitCode.HALT;
    }

    private boolean replay(LineageClient client, long each) {
      try {
        JsonNode done = client.post(ROUTE + "/" + each + "/replay", body());
        terminal
            .out()
            .println(each + " is in the log at position " + done.path("position").asLong());
        return true;
      } catch (GateException e) {
        if (e.status() != 400) {
          throw e;
        }
        terminal.err().println(TextWidth.printableLines(each + ": " + e.getMessage()));
        return false;
      }
    }

    private @Nullable String body() {
      try {
        return mended == null ? null : Files.readString(mended);
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.ERROR, "cannot read " + mended + ": " + e, null);
      }
    }
  }
}
