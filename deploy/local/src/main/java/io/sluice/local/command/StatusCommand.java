package io.sluice.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.platform.PlatformStatus;
import io.sluice.local.platform.Version;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice status}. */
@Command(
    name = "status",
    header = "Show how each part is.",
    description = {
      "State, process, port, memory (shared pages counted once) and time since its start."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice status",
      "  sluice status --format json | jq .healthy",
      "",
      "Exit codes: 0 everything is healthy, 1 it is not (also when the disk is full)."
    })
final class StatusCommand implements Callable<Integer> {

  private enum Format {
    table,
    json
  }

  private final Context context;

  @Option(names = "--format", paramLabel = "FORMAT", description = "table (default) or json.")
  private Format format = Format.table;

  StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PlatformStatus.Report report = new PlatformStatus(context.settings(), context.clock()).look();
    switch (format) {
      case table -> table(report);
      case json -> context.say(json(report).toPrettyString());
    }
    return report.healthy() ? 0 : 1;
  }

  private void table(PlatformStatus.Report report) {
    context.say(
        String.format(
            "%-10s %-9s %8s %6s %9s  %s", "PART", "STATE", "PID", "PORT", "MEMORY", "UP"));
    for (PlatformStatus.Row row : report.parts()) {
      context.say(
          String.format(
              "%-10s %-9s %8s %6s %9s  %s",
              row.part(),
              state(row),
              row.pid().map(String::valueOf).orElse("-"),
              row.port().map(String::valueOf).orElse("-"),
              row.memoryBytes() == 0 ? "-" : megabytes(row.memoryBytes()),
              row.uptime().map(StatusCommand::duration).orElse("-")));
    }
    context.say("");
    String where = report.url().map(url -> " at " + url).orElse("");
    context.say(verdict(report, where));
    String free = megabytes(report.disk().freeBytes()) + " are free in " + report.home();
    switch (report.disk().level()) {
      case OK -> {}
      case LOW -> context.say("Warning: the disk is nearly full: " + free + ".");
      case FULL ->
          context.say(
              "The disk is full: " + free + ". Events are refused (503) until there is space.");
    }
  }

  private static String verdict(PlatformStatus.Report report, String where) {
    if (report.healthy()) {
      return "Healthy" + where + ", " + megabytes(report.memoryBytes()) + " in all.";
    }
    boolean allReady =
        report.parts().stream()
            .allMatch(
                row ->
                    row.state() == PlatformStatus.State.READY
                        || row.state() == PlatformStatus.State.EXTERNAL);
    return "Not healthy" + where + "." + (allReady ? "" : " ./sluice up starts what is missing.");
  }

  private static ObjectNode json(PlatformStatus.Report report) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("healthy", report.healthy());
    root.put("version", Version.sluice());
    root.put("url", report.url().orElse(null));
    root.put("home", report.home());
    root.put("memoryBytes", report.memoryBytes());
    root.putObject("disk")
        .put("level", report.disk().level().name().toLowerCase(Locale.ROOT))
        .put("freeBytes", report.disk().freeBytes());
    ArrayNode parts = root.putArray("parts");
    for (PlatformStatus.Row row : report.parts()) {
      ObjectNode part = parts.addObject();
      part.put("part", row.part());
      part.put("state", state(row));
      part.put("pid", row.pid().orElse(null));
      part.put("port", row.port().orElse(null));
      part.put("memoryBytes", row.memoryBytes());
      part.put("uptimeSeconds", row.uptime().map(Duration::toSeconds).orElse(null));
    }
    return root;
  }

  private static String state(PlatformStatus.Row row) {
    return row.state().name().toLowerCase(Locale.ROOT);
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }

  private static String duration(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
