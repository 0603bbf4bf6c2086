package io.sluice.local.platform;

import io.sluice.local.client.HealthProbe;
import io.sluice.local.home.DiskSpace;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.Cluster;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.ProcessTable;
import io.sluice.local.process.TcpPort;
import io.sluice.local.settings.Ports;
import io.sluice.local.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the platform of one home is doing. */
public final class PlatformStatus {

  private final Settings settings;
  private final SluiceHome home;
  private final Clock clock;

  /** For one home. */
  public PlatformStatus(Settings settings, Clock clock) {
    this.settings = settings;
    this.home = new SluiceHome(settings.home());
    this.clock = clock;
  }

  /** How one part is. */
  public enum State {
    /** Runs and takes requests. */
    READY,
    /** Runs, but is not ready. */
    UNREADY,
    /** Runs, but does not answer. */
    SILENT,
    /** Was started and ended by itself. */
    DIED,
    /** Not started. */
    STOPPED,
    /** The user's own; the services' readiness speaks for it. */
    EXTERNAL
  }

  /** One row of the table. */
  public record Row(
      String part,
      State state,
      Optional<Long> pid,
      Optional<Integer> port,
      long memoryBytes,
      Optional<Duration> uptime) {}

  /** The whole. */
  public record Report(
      boolean healthy,
      Optional<String> url,
      String home,
      List<Row> parts,
      long memoryBytes,
      DiskSpace disk) {

    /** Keeps its own copy of the rows. */
    public Report {
      parts = List.copyOf(parts);
    }
  }

  /** Looks at every part. */
  public Report look() {
    Optional<PlatformFile> known = PlatformFile.read(home);
    Ports ports =
        known
            .map(file -> file.ports().get(Part.GATEWAY.label()))
            .map(Ports::new)
            .or(settings::ports)
            .orElse(Ports.STANDARD);
    List<Row> rows = new ArrayList<>();
    rows.add(database(known));
    Map<Part, PidFile.Entry> running = new Processes(home).running();
    for (Part part : Part.values()) {
      rows.add(service(part, Optional.ofNullable(running.get(part)), part.port(ports), known));
    }
    DiskSpace disk = DiskSpace.of(home.directory());
    boolean allReady =
        rows.stream().allMatch(r -> r.state() == State.READY || r.state() == State.EXTERNAL);
    boolean healthy = allReady && disk.level() != DiskSpace.Level.FULL;
    long memory = rows.stream().mapToLong(Row::memoryBytes).sum();
    return new Report(
        healthy, known.map(PlatformFile::url), home.directory().toString(), rows, memory, disk);
  }

  private Row database(Optional<PlatformFile> known) {
    Optional<Duration> unknown = Optional.empty();
    if (known.map(file -> file.database().external()).orElse(false)) {
      return new Row(
          DatabaseUp.POSTGRES, State.EXTERNAL, Optional.empty(), Optional.empty(), 0, unknown);
    }
    PidFile file = home.pidFile(DatabaseUp.POSTGRES);
    Optional<Cluster.Running> found = Cluster.running(home);
    if (found.isEmpty()) {
      State state = file.exists() ? State.DIED : State.STOPPED;
      return new Row(DatabaseUp.POSTGRES, state, Optional.empty(), Optional.empty(), 0, unknown);
    }
    Cluster.Running running = found.get();
    boolean open = !new TcpPort("127.0.0.1", running.port()).isFree();
    return new Row(
        DatabaseUp.POSTGRES,
        open ? State.READY : State.SILENT,
        Optional.of(running.postmaster().pid()),
        Optional.of(running.port()),
        memory(running.postmaster().pid()),
        file.running().map(this::uptime));
  }

  private Row service(
      Part part, Optional<PidFile.Entry> running, int port, Optional<PlatformFile> known) {
    if (running.isEmpty()) {
      boolean died = home.pidFile(part.label()).exists();
      return new Row(
          part.label(),
          died ? State.DIED : State.STOPPED,
          Optional.empty(),
          Optional.of(port),
          0,
          Optional.empty());
    }
    String host = known.map(PlatformFile::host).orElse(settings.host());
    State state =
        switch (new HealthProbe().ask(url(host, port))) {
          case READY -> State.READY;
          case UNREADY -> State.UNREADY;
          case SILENT -> State.SILENT;
        };
    long pid = running.get().process().pid();
    return new Row(
        part.label(),
        state,
        Optional.of(pid),
        Optional.of(port),
        memory(pid),
        running.map(this::uptime));
  }

  private static String url(String host, int port) {
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    String bracketed = reachable.contains(":") ? "[" + reachable + "]" : reachable;
    return "http://" + bracketed + ":" + port;
  }

  private Duration uptime(PidFile.Entry entry) {
    return Duration.between(entry.startedAt(), clock.instant());
  }

  private static long memory(long pid) {
    return ProcessTable.family(pid).stream().mapToLong(ProcessTable::memoryBytes).sum();
  }
}
