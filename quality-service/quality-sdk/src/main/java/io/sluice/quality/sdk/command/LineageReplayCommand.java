package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.sdk.client.GateClientSettings;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes events out of the log. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Take events out of the log in the order in which they came: into a file, one a line, or to",
      "another OpenLineage backend. They are as the log keeps them, without secrets."
    },
    footer = {
      "",
      "Examples:",
      "  sluice lineage replay --out backup.ndjson",
      "  sluice lineage replay --since 2026-03-01T00:00:00Z --to http://marquez:5000",
      "",
      "Exit codes: 0 done, 2 the other backend refused some, 3 error, 64 usage, 77 not allowed."
    })
final class LineageReplayCommand implements Callable<Integer> {

  private static final int WIDTH = 100;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write there, one event a line; - is standard output.")
  private @Nullable String out;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "Post to this backend's /api/v1/lineage.")
  private @Nullable String to;

  @Option(
      names = "--to-token-env",
      paramLabel = "NAME",
      description = "The variable that holds the backend's token.")
  private @Nullable String tokenVariable;

  @Option(names = "--after", paramLabel = "POSITION", description = "Only what follows a position.")
  private long after;

  @Option(names = "--up-to", paramLabel = "POSITION", description = "The last position.")
  private long upTo = Long.MAX_VALUE;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only events of this time or later.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only events before this time.")
  private @Nullable String until;

  private final Terminal terminal;
  private long events;
  private long refused;

  LineageReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if ((out == null) == (to == null)) {
      throw new CommandFailure(ExitCode.USAGE, "say where to: --out FILE or --to URL", null);
    }
    LineageClient client = LocalPlatform.lineage(terminal);
    if (to != null) {
      post(client, to);
    } else if ("-".equals(out)) {
      read(client, event -> terminal.out().println(event));
      terminal.out().flush();
    } else {
      write(client, Path.of(String.valueOf(out)));
    }
    terminal
        .err()
        .println(events + " events" + (to == null ? "." : " sent, " + refused + " refused."));
    return refused == 0 ? ExitCode.OK : ExitCode.HALT;
  }

  private void post(LineageClient client, String url) {
    String token = tokenVariable == null ? "" : terminal.env(tokenVariable, "");
    LineageClient backend;
    try {
      backend = new LineageClient(GateClientSettings.of(URI.create(url), token));
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(malformed.getMessage()), null);
    }
    read(
        client,
        event -> {
          if (!backend.post(event.toString())) {
            refused++;
          }
        });
  }

  private void write(LineageClient client, Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      read(
          client,
          event -> {
            try {
              writer.write(event.toString());
              writer.newLine();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new CommandFailure(ExitCode.ERROR, "cannot write " + file + ": " + e.getCause(), null);
    }
  }

  private void read(LineageClient client, Consumer<JsonNode> receiver) {
    StringBuilder path = new StringBuilder("/log?after=" + after + "&upTo=" + upTo);
    if (since != null) {
      path.append("&since=").append(LineageClient.encode(since));
    }
    if (until != null) {
      path.append("&until=").append(LineageClient.encode(until));
    }
    try (Progress progress = Progress.start(terminal, true, WIDTH, "reading the log")) {
      client.forEach(
          path.toString(),
          entry -> {
            receiver.accept(entry.path("event"));
            events++;
            if (events % 100 == 0) {
              progress.now(events + " events, at position " + entry.path("position").asLong());
            }
          });
    }
  }
}
