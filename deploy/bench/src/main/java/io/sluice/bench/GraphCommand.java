package io.sluice.bench;

import io.sluice.bench.graph.LayeredGraph;
import io.sluice.bench.graph.LineageApi;
import io.sluice.bench.graph.Timings;
import io.sluice.bench.ingest.Platform;
import io.sluice.bench.measure.Machine;
import io.sluice.bench.measure.Table;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lineage, impact and start-up over graphs of many sizes. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = {
      "Layered graphs, put into lineage-server's tables by COPY, then asked for over HTTP; against a",
      "recursive CTE over the same edge table in the same run. Uses the platform that runs in --home,",
      "or starts one there and stops it again. It empties the tables of nodes and edges."
    })
final class GraphCommand implements Callable<Integer> {

  private static final int LAYERS = 20;
  private static final int INPUTS = 4;

  /** A layer is two edges: into a job and out of it. */
  private static final int DEPTH = 40;

  private static final String CTE =
      """
      with recursive walk(id, depth) as (
        select ?::uuid, 0
        union
        select case when e.role = 'INPUT' then e.job_id else e.dataset_id end, w.depth + 1
        from walk w join edge e
          on (e.role = 'INPUT' and e.dataset_id = w.id) or (e.role = 'OUTPUT' and e.job_id = w.id)
        where w.depth < ? and e.known_to is null and e.valid_to is null)
      select count(distinct id) from walk
      """;

  @Option(names = "--url", paramLabel = "URL", description = "lineage-server's address.")
  private @Nullable URI url;

  @Option(names = "--token", paramLabel = "TOKEN", description = "The bearer token for --url.")
  private String token = "";

  @Option(names = "--jdbc", paramLabel = "URL", description = "The database of --url.")
  private @Nullable String jdbc;

  @Option(names = "--pid", paramLabel = "PID", description = "The process of --url, for its heap.")
  private long pid;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The SLUICE_HOME of the platform (default: one among the temporary files).")
  private Path home = Path.of(System.getProperty("java.io.tmpdir"), "sluice-bench", "graph-home");

  @Option(names = "--port", paramLabel = "N", description = "First port (${DEFAULT-VALUE}).")
  private int port = 28180;

  @Option(names = "--sluice", hidden = true)
  private Path sluice = Path.of("sluice");

  @Option(names = "--rounds", description = "Measured, after as many (${DEFAULT-VALUE}).")
  private int rounds = 50;

  @Option(names = "--cte-rounds", description = "Of the recursive CTE (${DEFAULT-VALUE}).")
  private int cteRounds = 3;

  @Option(
      names = "--datasets",
      split = ",",
      description = "Sizes of the graphs (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(1_000, 10_000, 100_000, 200_000);

  @Override
  public Integer call() throws Exception {
    System.out.println("Lineage over graphs");
    System.out.println(Machine.describe());
    if (url != null && jdbc != null) {
      try (Connection database = DriverManager.getConnection(jdbc)) {
        return measure(new LineageApi(url, token), database, pid);
      }
    }
    try (Platform platform = Platform.at(sluice, home.toAbsolutePath(), port);
        Connection database = platform.database()) {
      LineageApi api = new LineageApi(platform.events().resolve("/"), platform.token());
      return measure(api, database, platform.serverPid());
    }
  }

  private int measure(LineageApi api, Connection database, long server) throws Exception {
    Table lineage =
        new Table(
            "datasets",
            "edges",
            "nodes",
            "lineage ms p50/p95",
            "in process",
            "as Marquez",
            "CTE ms p50",
            "ratio");
    Table small =
        new Table("datasets", "edges", "2 layers ms p50/p95", "impact of all ms", "jobs ms");
    Table load = new Table("datasets", "edges", "load ms", "heap MB", "bytes an edge");
    new LayeredGraph(LAYERS, LAYERS, 1).fill(database);
    awaitLoad(api, LAYERS - 1);
    double empty = heap(api, server);
    for (int size : sizes) {
      LayeredGraph graph = new LayeredGraph(size, LAYERS, INPUTS);
      graph.fill(database);
      long begun = System.nanoTime();
      awaitLoad(api, size - 1);
      double loaded = (System.nanoTime() - begun) / 1e6;
      double bytes = heap(api, server) - empty;
      load.row(
          count(size),
          count(graph.edges()),
          text(loaded),
          text(bytes / (1 << 20)),
          text(bytes / graph.edges()));
      if (size <= 10_000) {
        lineage(api, database, graph, lineage);
      }
      small.row(
          count(size),
          count(graph.edges()),
          over(api, "/api/lineage/v1/graph?direction=UPSTREAM&depth=4&node=", size - 1).text(),
          over(api, "/api/lineage/v1/impact?limit=100&node=", 0).text(),
          over(api, "/api/v1/namespaces/" + LayeredGraph.JOBS + "/jobs?limit=100&x=", 0).text());
    }
    print("Lineage over all layers, beside a recursive CTE", lineage);
    print("The cost grows with the answer: the same question to larger graphs", small);
    print("Reading the whole graph", load);
    return 0;
  }

  private void lineage(LineageApi api, Connection database, LayeredGraph graph, Table table)
      throws Exception {
    String own = "/api/lineage/v1/graph?direction=DOWNSTREAM&depth=" + DEPTH + "&limit=10000&node=";
    Timings whole = over(api, own, 0);
    Timings walks =
        Timings.of(rounds, rounds, () -> api.require(own, LayeredGraph.nodeId(0)).walkMillis());
    Timings marquez = over(api, "/api/v1/lineage?depth=" + DEPTH + "&nodeId=", 0);
    long[] nodes = new long[1];
    Timings cte = Timings.of(1, cteRounds, () -> recursive(database, nodes));
    double ratio = cte.percentile(50) / whole.percentile(50);
    table.row(
        count(graph.datasets()),
        count(graph.edges()),
        count(nodes[0]),
        whole.text(),
        walks.text(),
        marquez.text(),
        text(cte.percentile(50)),
        text(ratio) + (ratio >= 100 ? " met" : " MISSED"));
  }

  private Timings over(LineageApi api, String path, int node) throws Exception {
    return Timings.of(rounds, rounds, () -> api.require(path, LayeredGraph.nodeId(node)).millis());
  }

  private static double recursive(Connection database, long[] nodes) throws SQLException {
    long begun = System.nanoTime();
    try (PreparedStatement query = database.prepareStatement(CTE)) {
      query.setObject(1, LayeredGraph.id(0));
      query.setInt(2, DEPTH);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        nodes[0] = rows.getLong(1);
      }
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** Until the server shows the last dataset of a graph and no larger one's. */
  private static void awaitLoad(LineageApi api, int last) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    String path = "/api/lineage/v1/graph?depth=1&node=";
    while (api.get(path, LayeredGraph.nodeId(last)).status() != 200
        || api.get(path, LayeredGraph.nodeId(last + 1)).status() == 200) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the server does not show the graph");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** What is left after a full collection; 0 where the process is not known. */
  private static double heap(LineageApi api, long server) throws Exception {
    if (server <= 0) {
      return 0;
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    for (int i = 0; i < 2; i++) {
      new ProcessBuilder(jcmd.toString(), Long.toString(server), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    return api.heapBytes();
  }

  private static void print(String title, Table table) {
    System.out.printf(Locale.ROOT, "%n%s%n", title);
    table.print(System.out);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
