package io.sluice.local.platform;

import io.sluice.local.home.HomeLock;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.Cluster;
import io.sluice.local.postgres.PostgresBinaries;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.Terminator;
import io.sluice.local.settings.Settings;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Takes the platform down: by process, only what {@code up} started, the database last. */
public final class PlatformDown {

  private static final Duration LOCK_LIMIT = Duration.ofMinutes(5);

  private final SluiceHome home;
  private final Consumer<String> say;

  /** For one home. */
  public PlatformDown(Settings settings, Consumer<String> say) {
    this.home = new SluiceHome(settings.home());
    this.say = say;
  }

  /** Stops everything; true if anything was running. */
  public boolean run() {
    if (!Files.isDirectory(home.run())) {
      return false;
    }
    home.create();
    try (HomeLock lock = HomeLock.take(home, LOCK_LIMIT, say)) {
      boolean services = stopServices();
      boolean database = stopDatabase();
      PlatformFile.delete(home);
      return services || database;
    }
  }

  private boolean stopServices() {
    Processes processes = new Processes(home);
    Map<Part, PidFile.Entry> running = processes.running();
    Map<Part, Terminator.Ending> endings = new ConcurrentHashMap<>();
    // Side by side: each may take a while to finish the requests it has.
    var threads =
        running.keySet().stream()
            .map(part -> new Thread(() -> endings.put(part, processes.stop(part))))
            .collect(Collectors.toList());
    threads.forEach(Thread::start);
    threads.forEach(PlatformDown::join);
    for (Part part : Part.values()) {
      home.pidFile(part.label()).delete();
    }
    endings.forEach(
        (part, ending) -> {
          if (ending == Terminator.Ending.FORCED) {
            say.accept(part.label() + " did not end by itself and was killed.");
          }
        });
    int strays = processes.stopStrays();
    return !running.isEmpty() || strays > 0;
  }

  private boolean stopDatabase() {
    boolean stopped = false;
    if (Cluster.running(home).isPresent()) {
      PostgresBinaries binaries = PostgresBinaries.ensure(home.pgbin(), Version.postgres());
      stopped = new Cluster(home, binaries).stop();
    }
    home.pidFile(DatabaseUp.POSTGRES).delete();
    return stopped;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
