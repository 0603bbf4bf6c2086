package io.sluice.bench;

import io.sluice.bench.ingest.BareCopy;
import io.sluice.bench.ingest.EventTexts;
import io.sluice.bench.ingest.LoadProgram;
import io.sluice.bench.ingest.Platform;
import io.sluice.bench.ingest.Progress;
import io.sluice.bench.ingest.ServerCpu;
import io.sluice.bench.measure.Machine;
import io.sluice.bench.measure.Table;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast events are taken in, durably, against a bare COPY of the same bytes. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "OpenLineage events of about 12 KB over HTTP, each durable before its answer, against one",
      "connection that COPYs the same bytes into a text column of the same PostgreSQL; both in turns,",
      "slice by slice. Uses the platform that runs in --home, or starts one there and stops it again.",
      "With --url any server: without --jdbc there is no baseline, and no look at the projection."
    })
final class IngestCommand implements Callable<Integer> {

  private static final double LEAST_RATIO = 0.25;
  private static final double FLAT_WITHIN = 0.15;

  @Option(names = "--url", paramLabel = "URL", description = "Where to post, path included.")
  private @Nullable URI url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The bearer token, if one is needed.")
  private String token = "";

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description = "The database of --url, user and password included; a table is made there.")
  private @Nullable String jdbc;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description =
          "A process of --url whose processor time counts (with its children); repeatable.")
  private List<Long> pids = List.of();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The SLUICE_HOME of the platform (default: one among the temporary files).")
  private Path home = Path.of(System.getProperty("java.io.tmpdir"), "sluice-bench", "ingest-home");

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "The first port of a platform that has to be started (default: ${DEFAULT-VALUE}).")
  private int port = 28080;

  @Option(names = "--sluice", hidden = true)
  private Path sluice = Path.of("sluice");

  @Option(names = "--events", description = "How many (default: ${DEFAULT-VALUE}).")
  private long events = 60_000;

  @Option(names = "--connections", description = "At once (default: ${DEFAULT-VALUE}).")
  private int connections = 32;

  @Option(names = "--jobs", description = "Default: ${DEFAULT-VALUE}.")
  private int jobs = 1_000;

  @Option(names = "--datasets", description = "Default: ${DEFAULT-VALUE}.")
  private int datasets = 1_500;

  @Option(names = "--columns", description = "Of each dataset (default: ${DEFAULT-VALUE}).")
  private int columns = 20;

  @Option(names = "--slice", description = "Events of a slice (default: ${DEFAULT-VALUE}).")
  private long slice = 50_000;

  @Option(names = "--first-slice", description = "Of the first slice (default: ${DEFAULT-VALUE}).")
  private long firstSlice = 10_000;

  @Option(
      names = "--warm-up",
      description =
          "Events before the first slice, so that the server is compiled (${DEFAULT-VALUE}).")
  private long warmUp = 5_000;

  @Option(names = "--copies", description = "Events of each COPY (default: ${DEFAULT-VALUE}).")
  private long copies = 10_000;

  @Option(
      names = "--large",
      description = "Also one event of 5,000 columns (5 MB) and one with 1,000 inputs.")
  private boolean large;

  @Override
  public Integer call() throws Exception {
    System.out.println("Ingest of OpenLineage events");
    System.out.println(Machine.describe());
    if (url != null) {
      try (Connection database = jdbc == null ? null : DriverManager.getConnection(jdbc)) {
        return measure(url, token, database, pids);
      }
    }
    try (Platform platform = Platform.at(sluice, home.toAbsolutePath(), port);
        Connection database = platform.database()) {
      return measure(
          platform.events(),
          platform.token(),
          database,
          List.of(platform.serverPid(), platform.databasePid()));
    }
  }

  private int measure(URI to, String with, @Nullable Connection database, List<Long> servers)
      throws Exception {
    EventTexts texts =
        new EventTexts(jobs, datasets, columns, ThreadLocalRandom.current().nextLong());
    System.out.printf(
        Locale.ROOT,
        "%s · %d connections · events of %,d bytes on the average · %d jobs, %d datasets, %d columns%n%n",
        to,
        connections,
        texts.averageBytes(),
        jobs,
        datasets,
        columns);
    try (LoadProgram load = new LoadProgram(to, with, connections, texts);
        BareCopy copy = database == null ? null : new BareCopy(database, texts)) {
      Progress progress = database == null ? null : Progress.of(database);
      load.send(-warmUp, 0);
      if (progress != null) {
        progress.drain(load.lastPosition());
      }
      if (copy != null) {
        copy.rate(0, Math.min(copies, 2_000));
      }
      slices(load, copy, progress, servers);
      if (large) {
        large(load, progress);
      }
    }
    return 0;
  }

  /** What a slice came to. */
  private record Slice(LoadProgram.Sent sent, double drained, double copied) {}

  private void slices(
      LoadProgram load, @Nullable BareCopy copy, @Nullable Progress progress, List<Long> servers)
      throws Exception {
    System.out.printf(
        "%-19s %9s %8s %8s %8s %6s %7s %13s %8s %8s %9s %9s %7s %7s%n",
        "events",
        "events/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "503s",
        "ms CPU",
        "of each",
        "load ms",
        "behind",
        "drained s",
        "through/s",
        "COPY/s",
        "ratio");
    List<Slice> all = new ArrayList<>();
    double cpu = 0;
    long from = 0;
    while (from < events) {
      long until = Math.min(events, from == 0 ? firstSlice : from + slice - (from % slice));
      double[] before = ServerCpu.seconds(servers);
      double own = ownCpu();
      LoadProgram.Sent sent = load.send(from, until);
      own = ownCpu() - own;
      long behind = progress == null ? 0 : progress.behind(load.lastPosition());
      double drained = progress == null ? 0 : progress.drain(load.lastPosition());
      double[] spent = ServerCpu.seconds(servers);
      for (int i = 0; i < spent.length; i++) {
        spent[i] = (spent[i] - before[i]) * 1_000 / sent.events();
      }
      double together = Arrays.stream(spent).sum();
      cpu += together * sent.events() / 1_000;
      // The same bytes, right after, on the same machine.
      double copied = copy == null ? 0 : copy.rate(from, Math.min(copies, until - from));
      all.add(new Slice(sent, drained, copied));
      System.out.printf(
          Locale.ROOT,
          "%,8d–%,9d %10.0f %8.1f %8.1f %8.1f %6d %7.3f %13s %8.3f %,8d %9.1f %9.0f %7.0f %7.2f%n",
          from,
          until,
          sent.rate(),
          sent.percentile(50),
          sent.percentile(95),
          sent.percentile(99),
          sent.refusals(),
          together,
          Arrays.stream(spent)
              .mapToObj(each -> text("%.2f", each))
              .collect(Collectors.joining("+")),
          own * 1_000 / sent.events(),
          behind,
          drained,
          sent.events() / (sent.seconds() + drained),
          copied,
          copied == 0 ? 0 : sent.rate() / copied);
      from = until;
    }
    summary(all, cpu);
  }

  private void summary(List<Slice> all, double cpu) {
    double seconds = all.stream().mapToDouble(each -> each.sent.seconds()).sum();
    double through = seconds + all.stream().mapToDouble(Slice::drained).sum();
    double copied = all.stream().mapToDouble(Slice::copied).sorted().toArray()[all.size() / 2];
    double first = all.get(0).sent.rate();
    double last = all.get(all.size() - 1).sent.rate();
    System.out.println();
    Table table = new Table("", "");
    table
        .row("events/s, all slices", text("%.0f", events / seconds))
        .row("events/s until the projection showed them", text("%.0f", events / through))
        .row(
            "server ms of processor per event, projection included",
            text("%.3f", cpu * 1_000 / events))
        .row("bare COPY, events/s, median", text("%.0f", copied))
        .row("last slice against the first", text("%.2f", last / first));
    table.print(System.out);
    if (copied > 0) {
      Common.targetAtLeast("events/s against COPY", events / seconds / copied, LEAST_RATIO);
    }
    if (all.size() > 1) {
      Common.targetAtLeast("last slice against the first", last / first, 1 - FLAT_WITHIN);
    }
    System.out.println(
        "Marquez 0.51.2 on a machine of this kind, quoted: 16.5 events/s at 32 connections, p95 2.8 s,"
            + " 109–130 ms of processor per event.");
  }

  private static void large(LoadProgram load, @Nullable Progress progress) throws Exception {
    System.out.println();
    Table table = new Table("", "MB", "ms to 201", "ms until projected");
    for (int round = 0; round < 3; round++) {
      row(table, "5,000 columns", EventTexts.wide(5_000), load, progress);
      row(table, "1,000 inputs", EventTexts.many(1_000), load, progress);
    }
    table.print(System.out);
    System.out.println("Marquez, quoted: 22 s and 69 s.");
  }

  private static void row(
      Table table, String what, byte[] event, LoadProgram load, @Nullable Progress progress)
      throws Exception {
    double millis = load.post(event);
    double until = progress == null ? 0 : progress.drain(load.lastPosition()) * 1_000;
    table.row(
        what, text("%.1f", event.length / 1e6), text("%.0f", millis), text("%.0f", millis + until));
  }

  private static double ownCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
