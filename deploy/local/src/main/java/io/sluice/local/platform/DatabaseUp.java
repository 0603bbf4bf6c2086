package io.sluice.local.platform;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.Cluster;
import io.sluice.local.postgres.Databases;
import io.sluice.local.postgres.ExternalDatabase;
import io.sluice.local.postgres.PostgresBinaries;
import io.sluice.local.postgres.Provisioner;
import io.sluice.local.postgres.ServiceRole;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.TcpPort;
import io.sluice.local.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The database's part of {@code up}: our own server, or the one that the user brings. */
final class DatabaseUp {

  static final String POSTGRES = "postgres";

  private final Settings settings;
  private final SluiceHome home;
  private final Secrets secrets;
  private final Rollback rollback;
  private final Map<String, Duration> times;
  private final Clock clock;
  private final Consumer<String> say;
  private boolean started;
  private Optional<Integer> port = Optional.empty();

  DatabaseUp(
      Settings settings,
      SluiceHome home,
      Secrets secrets,
      Rollback rollback,
      Map<String, Duration> times,
      Clock clock,
      Consumer<String> say) {
    this.settings = settings;
    this.home = home;
    this.secrets = secrets;
    this.rollback = rollback;
    this.times = times;
    this.clock = clock;
    this.say = say;
  }

  /** Whether this run started the server. */
  boolean started() {
    return started;
  }

  /** The port of our own server. */
  Optional<Integer> port() {
    return port;
  }

  Databases run(int preferredPort) {
    if (settings.database().isPresent()) {
      say.accept("Using PostgreSQL at " + settings.database().get().display() + " …");
      return new ExternalDatabase(settings.database().get(), secrets).prepare();
    }
    long begin = System.nanoTime();
    Optional<Cluster.Running> found = Cluster.running(home);
    if (found.isEmpty()) {
      home.requireSpace(SluiceHome.NEEDED_BYTES);
      say.accept("Starting postgres …");
    }
    Cluster.Running running = start(found, preferredPort);
    Databases databases = new Provisioner(secrets, running.port()).provision();
    if (found.isEmpty()) {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      times.put(POSTGRES, took);
      say.accept(String.format("  %-9s ready after %s", POSTGRES, PartStarter.seconds(took)));
    }
    return databases;
  }

  private Cluster.Running start(Optional<Cluster.Running> found, int preferredPort) {
    PostgresBinaries binaries = PostgresBinaries.ensure(home.pgbin(), Version.postgres());
    Cluster cluster = new Cluster(home, binaries);
    if (found.isEmpty()) {
      cluster.initialise(secrets.databasePasswordFile(ServiceRole.SUPERUSER));
      rollback.add(
          () -> {
            cluster.stop();
            home.pidFile(POSTGRES).delete();
          });
      started = true;
    }
    Cluster.Running running = cluster.start(found.isEmpty() ? free(preferredPort) : 0);
    port = Optional.of(running.port());
    PidFile file = home.pidFile(POSTGRES);
    boolean known =
        file.running().filter(e -> e.process().equals(running.postmaster())).isPresent();
    if (!known) {
      file.write(new PidFile.Entry(running.postmaster(), Cluster.MAJOR, clock.instant()));
    }
    return running;
  }

  private static int free(int preferred) {
    try {
      return TcpPort.freeFrom("127.0.0.1", preferred);
    } catch (IOException e) {
      throw LauncherFailure.io("find a free port for PostgreSQL", e);
    }
  }
}
