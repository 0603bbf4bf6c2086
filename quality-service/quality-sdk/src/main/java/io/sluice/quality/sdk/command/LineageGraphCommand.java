package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.sdk.client.LineageClient;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a node depends on, or what depends on it, as a tree. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "Show what depends on a dataset or job (or, with --up, what it depends on).",
    footer = {
      "",
      "Examples:",
      "  sluice lineage graph dataset:postgres://db:5432:shop.public.orders",
      "  sluice lineage graph job:prod:load_orders --up --depth 3",
      "",
      "Exit codes: 0 done, 3 error or no such node, 64 usage, 77 not allowed."
    })
final class LineageGraphCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NODE", description = "dataset:NAMESPACE:NAME or job:NAMESPACE:NAME.")
  private String node = "";

  @Option(names = "--up", description = "What the node depends on.")
  private boolean up;

  @Option(names = "--depth", paramLabel = "N", description = "How many edges deep (default: 5).")
  private int depth = 5;

  @Option(names = "--json", description = "Print the server's answer.")
  private boolean json;

  private final Terminal terminal;

  LineageGraphCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (depth < 1 || !(node.startsWith("dataset:") || node.startsWith("job:"))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "NODE is dataset:NAMESPACE:NAME or job:NAMESPACE:NAME, and --depth at least 1",
          null);
    }
    JsonNode answer =
        LocalPlatform.lineage(terminal)
            .getCompatible("/lineage?depth=" + depth + "&nodeId=" + LineageClient.encode(node));
    if (json) {
      terminal.out().println(answer.toPrettyString());
      return ExitCode.OK;
    }
    Map<String, Set<String>> next = new HashMap<>();
    for (JsonNode each : answer.path("graph")) {
      Set<String> ends = next.computeIfAbsent(each.path("id").asText(), id -> new TreeSet<>());
      for (JsonNode edge : each.path(up ? "inEdges" : "outEdges")) {
        ends.add(edge.path(up ? "origin" : "destination").asText());
      }
    }
    terminal.out().println(TextWidth.printable(node));
    print(node, next, new HashSet<>(List.of(node)), "", 1);
    if (answer.path("truncated").asBoolean()) {
      terminal.err().println("The graph is larger than what the server gives at once.");
    }
    return ExitCode.OK;
  }

  private void print(
      String from, Map<String, Set<String>> next, Set<String> seen, String indent, int level) {
    if (level > depth) {
      return;
    }
    List<String> ends = List.copyOf(next.getOrDefault(from, Set.of()));
    for (int i = 0; i < ends.size(); i++) {
      boolean last = i == ends.size() - 1;
      String end = ends.get(i);
      boolean fresh = seen.add(end);
      String more = fresh || next.getOrDefault(end, Set.of()).isEmpty() ? "" : " (see above)";
      terminal.out().println(TextWidth.printable(indent + (last ? "└─ " : "├─ ") + end + more));
      if (fresh) {
        print(end, next, seen, indent + (last ? "   " : "│  "), level + 1);
      }
    }
  }
}
