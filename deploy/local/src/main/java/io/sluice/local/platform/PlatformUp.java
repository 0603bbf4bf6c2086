package io.sluice.local.platform;

import io.sluice.local.client.CatalogAdmin;
import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.HomeLock;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.Cluster;
import io.sluice.local.postgres.Databases;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.ProcessIdentity;
import io.sluice.local.settings.Ports;
import io.sluice.local.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings the platform up, or repairs the one that is up. */
public final class PlatformUp {

  private static final Duration LOCK_LIMIT = Duration.ofMinutes(10);

  private final Settings settings;
  private final String version;
  private final SluiceHome home;
  private final Clock clock;
  private final Consumer<String> say;
  private final Processes processes;
  private final PartStarter starter;

  /** For one home; progress is said line by line. */
  public PlatformUp(Settings settings, String version, Clock clock, Consumer<String> say) {
    this.settings = settings;
    this.version = version;
    this.home = new SluiceHome(settings.home());
    this.clock = clock;
    this.say = say;
    this.processes = new Processes(home);
    this.starter = new PartStarter(settings, home, clock, say);
  }

  /** Starts what does not run; returns when everything is healthy. */
  public UpReport run(List<Path> dataRoots) {
    requireBuilt();
    home.create();
    try (HomeLock lock = HomeLock.take(home, LOCK_LIMIT, say);
        Rollback rollback = new Rollback()) {
      UpReport report = bringUp(dataRoots, rollback);
      rollback.keep();
      return report;
    }
  }

  private UpReport bringUp(List<Path> dataRoots, Rollback rollback) {
    long begin = System.nanoTime();
    Map<String, Duration> times = new LinkedHashMap<>();
    Optional<PlatformFile> last = PlatformFile.read(home);
    boolean anythingRuns = !processes.running().isEmpty() || Cluster.running(home).isPresent();
    // After a reboot or a kill of everything only the data roots still hold.
    Optional<PlatformFile> known = last.filter(file -> anythingRuns);
    Ports ports = ports(known);
    refuseOtherDatabase(known, !processes.running().isEmpty());
    List<Path> roots = roots(last, dataRoots);

    Secrets secrets = new Secrets(home.secrets(), new SecureRandom());
    secrets.ensureBootstrap();
    if (processes.stopStrays() > 0) {
      say.accept("Stopped servers that an interrupted command had left here.");
    }
    refuseTakenPorts(ports);
    DatabaseUp databaseUp = new DatabaseUp(settings, home, secrets, rollback, times, clock, say);
    Databases databases = databaseUp.run(preferredPort(known, ports));
    LaunchPlan plan = new LaunchPlan(settings, home, secrets, ports, databases, roots);
    List<Launch> launches = needed(plan);
    boolean nothingToDo = launches.isEmpty() && !databaseUp.started();
    start(launches, ports, rollback, times);
    if (!nothingToDo || known.isEmpty()) {
      platformFile(ports, databases, databaseUp, roots, known).write(home);
    }
    List<String> notes = new ArrayList<>(databases.warnings());
    return new UpReport(
        url(ports),
        nothingToDo,
        times,
        Duration.ofNanos(System.nanoTime() - begin),
        known.isEmpty() ? signIn(plan, secrets, notes) : Optional.empty(),
        notes);
  }

  private void start(
      List<Launch> launches, Ports ports, Rollback rollback, Map<String, Duration> times) {
    for (Launch launch : launches) {
      // An older process of the part, started with other settings or from an older build.
      processes.stop(launch.part());
    }
    starter.requireFreePorts(launches.stream().map(Launch::part).toList(), ports);
    Map<Part, ProcessIdentity> started = new EnumMap<>(Part.class);
    if (!launches.isEmpty()) {
      say.accept(
          "Starting "
              + String.join(", ", launches.stream().map(launch -> launch.part().label()).toList())
              + " …");
    }
    for (Launch launch : launches) {
      rollback.add(() -> processes.stop(launch.part()));
      started.put(launch.part(), starter.spawn(launch));
    }
    Map<Part, ProcessIdentity> all = new EnumMap<>(started);
    processes.running().forEach((part, entry) -> all.putIfAbsent(part, entry.process()));
    starter
        .awaitReady(all, started.keySet(), ports)
        .forEach((part, time) -> times.put(part.label(), time));
  }

  /** The parts that do not run, or run with something other than they would be given now. */
  private List<Launch> needed(LaunchPlan plan) {
    Map<Part, PidFile.Entry> running = processes.running();
    List<Launch> launches = new ArrayList<>();
    for (Part part : Part.values()) {
      Launch launch = plan.of(part);
      PidFile.Entry entry = running.get(part);
      if (entry == null) {
        launches.add(launch);
      } else if (!entry.fingerprint().equals(launch.fingerprint())) {
        say.accept(
            part.label() + " runs with other settings or from an older build: restarting it.");
        launches.add(launch);
      }
    }
    return launches;
  }

  /** Said before the database starts, so that nobody waits for it in vain. */
  private void refuseTakenPorts(Ports ports) {
    Set<Part> running = processes.running().keySet();
    starter.requireFreePorts(
        Stream.of(Part.values()).filter(part -> !running.contains(part)).toList(), ports);
  }

  private Ports ports(Optional<PlatformFile> known) {
    Optional<Ports> current =
        known.map(file -> file.ports().get(Part.GATEWAY.label())).map(Ports::new);
    if (current.isPresent() && settings.ports().isPresent() && !current.equals(settings.ports())) {
      throw LauncherFailure.of(
          "Sluice runs from "
              + home.directory()
              + " on port "
              + current.get().gateway()
              + " already, not on "
              + settings.ports().get().gateway()
              + ".",
          "Stop it first (./sluice down), or use another SLUICE_HOME for a second one.");
    }
    return current.or(settings::ports).orElse(Ports.STANDARD);
  }

  private void refuseOtherDatabase(Optional<PlatformFile> known, boolean servicesRun) {
    boolean wasExternal = known.map(file -> file.database().external()).orElse(false);
    if (servicesRun && wasExternal && settings.database().isEmpty()) {
      throw LauncherFailure.of(
          "The platform that runs here uses an external PostgreSQL, and SLUICE_DB_URL is not set.",
          "Set SLUICE_DB_URL as when it was started, or stop it first: ./sluice down");
    }
  }

  private int preferredPort(Optional<PlatformFile> known, Ports ports) {
    // Services that still run look for the database where it was.
    return known
        .map(file -> file.ports().get(DatabaseUp.POSTGRES))
        .filter(port -> !processes.running().isEmpty())
        .orElseGet(ports::preferredPostgres);
  }

  private static List<Path> roots(Optional<PlatformFile> known, List<Path> added) {
    Set<Path> all = new LinkedHashSet<>();
    known.ifPresent(file -> file.dataRoots().forEach(root -> all.add(Path.of(root))));
    all.addAll(added);
    return all.stream().filter(Files::isDirectory).toList();
  }

  private PlatformFile platformFile(
      Ports ports,
      Databases databases,
      DatabaseUp databaseUp,
      List<Path> roots,
      Optional<PlatformFile> known) {
    Map<String, Integer> all = new LinkedHashMap<>();
    Stream.of(Part.values()).forEach(part -> all.put(part.label(), part.port(ports)));
    databaseUp.port().ifPresent(port -> all.put(DatabaseUp.POSTGRES, port));
    return new PlatformFile(
        version,
        url(ports),
        settings.host(),
        all,
        known.map(PlatformFile::startedAt).orElseGet(() -> clock.instant().toString()),
        new PlatformFile.Database(
            databases.external(),
            databases.url(),
            databases.warehouse().jdbcUrl(),
            databases.warehouse().user()),
        roots.stream().map(Path::toString).toList());
  }

  private Optional<CatalogAdmin.OneTimePassword> signIn(
      LaunchPlan plan, Secrets secrets, List<String> notes) {
    if (!settings.loopbackOnly()) {
      notes.add(
          "SLUICE_HOST is "
              + settings.host()
              + ", so others can reach this: the local admin token is refused. Make users and API"
              + " tokens while it listens on 127.0.0.1 only (up without SLUICE_HOST).");
      return Optional.empty();
    }
    try {
      String url = LaunchPlan.url(settings, plan.ports(), Part.CATALOG);
      return Optional.of(
          new CatalogAdmin(url, secrets.adminToken().orElseThrow()).oneTimePassword());
    } catch (LauncherFailure e) {
      notes.add("No sign-in password could be made: " + e.getMessage());
      return Optional.empty();
    }
  }

  private String url(Ports ports) {
    return settings.publicUrl().orElseGet(() -> LaunchPlan.url(settings, ports, Part.GATEWAY));
  }

  private void requireBuilt() {
    List<String> missing =
        Stream.of(Part.values())
            .map(part -> part.application(settings.root()).resolve("quarkus-run.jar"))
            .filter(jar -> !Files.exists(jar))
            .map(jar -> settings.root().relativize(jar).toString())
            .toList();
    if (!missing.isEmpty()) {
      throw LauncherFailure.of(
          "Sluice is not built, or half built; missing: " + String.join(", ", missing) + ".",
          "./sluice up builds what is missing (unless SLUICE_BUILD=never); or: mvn -B package -DskipTests");
    }
  }
}
