package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds the graph again from the log. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Build the graph again from the log of events beside the live one, and say table by table",
      "whether both are equal. What differs is replaced, unless --verify only asks."
    },
    footer = {
      "",
      "Examples:",
      "  sluice lineage rebuild --verify",
      "  sluice lineage rebuild",
      "",
      "Exit codes: 0 equal, 2 some table was not, 3 error, 64 usage, 77 not allowed."
    })
final class LineageRebuildCommand implements Callable<Integer> {

  private static final long POLL_MILLIS = 300;
  private static final int WIDTH = 100;

  @Option(names = "--verify", description = "Compare only; change nothing.")
  private boolean verify;

  private final Terminal terminal;

  LineageRebuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    LineageClient client = LocalPlatform.lineage(terminal);
    JsonNode report = client.post("/projection/rebuild", "{\"verify\":" + verify + "}");
    try (Progress progress = Progress.start(terminal, true, WIDTH, "reading the log")) {
      while (!ended(report)) {
        Thread.sleep(POLL_MILLIS);
        report = client.get("/projection/rebuilds/" + report.path("id").asLong());
        progress.now(
            report.path("state").asText()
                + ": "
                + report.path("position").asLong()
                + " of "
                + report.path("total").asLong()
                + " events, "
                + report.path("eventsPerSecond").asLong()
                + " a second");
      }
    }
    if (report.path("state").asText().equals("FAILED")) {
      throw new CommandFailure(
          ExitCode.ERROR,
          "the graph could not be built again: " + report.path("error").asText(),
          "it is as it was");
    }
    return tell(report);
  }

  private static boolean ended(JsonNode report) {
    String state = report.path("state").asText();
    return state.equals("DONE") || state.equals("FAILED") || report.path("id").isMissingNode();
  }

  private int tell(JsonNode report) {
    for (JsonNode table : report.path("tables")) {
      boolean equal = table.path("equal").asBoolean();
      terminal
          .out()
          .println(
              TextWidth.printable(
                  (equal ? "equal    " : "NOT EQUAL ")
                      + table.path("table").asText()
                      + ": "
                      + table.path("rows").asLong()
                      + " rows from the log, "
                      + table.path("liveRows").asLong()
                      + " live"));
      table.path("missing").forEach(row -> row("lacks", row));
      table.path("unfounded").forEach(row -> row("has", row));
    }
    boolean equal = report.path("equal").asBoolean(true);
    String what = equal ? "Every table is as the log says" : "Some tables were not as the log says";
    terminal.out().println(what + ", at position " + report.path("position").asLong() + ".");
    return equal ? ExitCode.OK : ExitCode.HALT;
  }

  private void row(String verb, JsonNode row) {
    terminal.out().println(TextWidth.printable("  the live one " + verb + " " + row.asText()));
  }
}
