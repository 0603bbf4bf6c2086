package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.GateException;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.client.LineageClient.BatchResult;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends events from files. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Send OpenLineage events from files: an event, an array of events, or one event a line",
      "(.ndjson, .jsonl), compressed with gzip or not. Of a directory, all files with such names.",
      "To import a file again changes nothing: the collector keeps each event once."
    },
    footer = {
      "",
      "Examples:",
      "  sluice lineage import events/",
      "  zcat archive.json.gz | sluice lineage import -",
      "",
      "Exit codes: 0 all taken, 2 some refused, 3 error, 64 usage, 77 not allowed."
    })
final class LineageImportCommand implements Callable<Integer> {

  private static final int BATCH_EVENTS = 500;
  private static final int BATCH_CHARACTERS = 2 << 20;
  private static final int MOST_TOLD = 50;
  private static final int WIDTH = 100;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR|-", description = "What to read; - is stdin.")
  private List<Path> files = List.of();

  private final Terminal terminal;
  private final List<Sent> batch = new ArrayList<>();
  private int characters;
  private int taken;
  private int refused;

  LineageImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** An event on its way. */
  private record Sent(String place, String json) {}

  @Override
  public Integer call() throws IOException {
    LineageClient client = LocalPlatform.lineage(terminal);
    try (Progress progress = Progress.start(terminal, true, WIDTH, "importing")) {
      EventFiles.Receiver receiver =
          new EventFiles.Receiver() {
            @Override
            public void event(String place, String json) {
              batch.add(new Sent(place, json));
              characters += json.length();
              if (batch.size() >= BATCH_EVENTS || characters >= BATCH_CHARACTERS) {
                send(client);
                progress.now("importing: " + taken + " taken, " + refused + " refused");
              }
            }

            @Override
            public void broken(String place, String reason) {
              refuse(place, reason);
            }
          };
      for (Path file : EventFiles.find(files)) {
        if (file.toString().equals("-")) {
          EventFiles.read("stdin", System.in, receiver);
        } else {
          read(file, receiver);
        }
      }
      send(client);
    }
    terminal.out().println(taken + " taken, " + refused + " refused.");
    if (refused > 0) {
      terminal.out().println("What is no event is kept: sluice lineage dead-letters");
    }
    return refused == 0 ? ExitCode.OK : ExitCode.HALT;
  }

  private static void read(Path file, EventFiles.Receiver receiver) {
    try {
      EventFiles.read(file, receiver);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.ERROR, "cannot read " + file + ": " + e, null);
    }
  }

  private void send(LineageClient client) {
    List<Sent> events = List.copyOf(batch);
    batch.clear();
    characters = 0;
    if (!events.isEmpty()) {
      send(client, events);
    }
  }

  /** What the server will not even read as a batch is sent in halves, down to single events. */
  private void send(LineageClient client, List<Sent> events) {
    BatchResult result;
    try {
      result = client.send(events.stream().map(Sent::json).toList());
    } catch (GateException e) {
      if (e.kind() != GateException.Kind.REFUSED) {
        throw e;
      }
      if (events.size() == 1) {
        refuse(events.get(0).place(), String.valueOf(e.getMessage()));
      } else {
        int half = events.size() / 2;
        send(client, events.subList(0, half));
        send(client, events.subList(half, events.size()));
      }
      return;
    }
    taken += result.taken();
    result.refused().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(each -> refuse(events.get(each.getKey()).place(), each.getValue()));
  }

  private void refuse(String place, String reason) {
    refused++;
    if (refused <= MOST_TOLD) {
      terminal.err().println(TextWidth.printableLines(place + ": " + reason));
    } else if (refused == MOST_TOLD + 1) {
      terminal.err().println("… further ones are only counted");
    }
  }
}
