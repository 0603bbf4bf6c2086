package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells where producers depart from the specification. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = {
      "Say where producers depart from the OpenLineage specification: those that have sent events,",
      "or the events of files, which the collector looks at and does not keep."
    },
    footer = {
      "",
      "Examples:",
      "  sluice lineage conformance",
      "  sluice lineage conformance events.ndjson",
      "",
      "Exit codes: 0 done, 2 some event of a file would be refused, 3 error, 64 usage, 77 not allowed."
    })
final class LineageConformanceCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "FILE|DIR", description = "Files of events.")
  private List<Path> files = List.of();

  @Option(names = "--producer", paramLabel = "URI", description = "Only this producer's events.")
  private @Nullable String producer;

  private final Terminal terminal;
  private int checked;
  private int refused;
  private int warnings;

  LineageConformanceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    LineageClient client = LocalPlatform.lineage(terminal);
    if (files.isEmpty()) {
      report(client);
      return ExitCode.OK;
    }
    for (Path file : EventFiles.find(files)) {
      EventFiles.read(
          file,
          new EventFiles.Receiver() {
            @Override
            public void event(String place, String json) {
              check(client, place, json);
            }

            @Override
            public void broken(String place, String reason) {
              checked++;
              refused++;
              line(place, "REFUSED", reason);
            }
          });
    }
    terminal
        .out()
        .println(checked + " events, " + warnings + " warnings, " + refused + " refused.");
    return refused == 0 ? ExitCode.OK : ExitCode.HALT;
  }

  private void report(LineageClient client) {
    String path =
        producer == null
            ? "/conformance"
            : "/conformance?producer=" + LineageClient.encode(producer);
    int[] findings = {0};
    client.forEach(
        path,
        item -> {
          findings[0]++;
          JsonNode sender = item.path("producer");
          line(
              sender.path("name").asText() + " " + sender.path("version").asText(),
              item.path("code").asText(),
              item.path("place").asText()
                  + " in "
                  + item.path("events").asLong()
                  + " events: "
                  + item.path("example").path("message").asText());
        });
    if (findings[0] == 0) {
      terminal.out().println("Nothing departs from the specification.");
    }
  }

  private void check(LineageClient client, String place, String json) {
    checked++;
    JsonNode verdict = client.post("/conformance/check", json);
    if (!verdict.path("accepted").asBoolean()) {
      refused++;
      JsonNode why = verdict.path("refusal");
      line(
          place,
          why.path("code").asText(),
          why.path("pointer").asText() + " " + why.path("message").asText());
    }
    for (JsonNode warning : verdict.path("warnings")) {
      warnings++;
      line(
          place,
          warning.path("code").asText(),
          warning.path("pointer").asText() + " " + warning.path("message").asText());
    }
  }

  private void line(String place, String code, String text) {
    terminal.out().println(TextWidth.printable(place + "  " + code + "  " + text));
  }
}
