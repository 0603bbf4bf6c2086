package io.sluice.local.platform;

import io.sluice.local.client.HealthProbe;
import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.process.DetachedProcess;
import io.sluice.local.process.Pause;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.ProcessIdentity;
import io.sluice.local.process.TcpPort;
import io.sluice.local.settings.Ports;
import io.sluice.local.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Starts parts side by side and waits until each is ready or one of them ends. */
final class PartStarter {

  private static final Duration STEP = Duration.ofMillis(100);

  private final Settings settings;
  private final SluiceHome home;
  private final Clock clock;
  private final Consumer<String> say;
  private final HealthProbe probe = new HealthProbe();
  private final Map<Part, Long> logLengthsAtStart = new EnumMap<>(Part.class);

  PartStarter(Settings settings, SluiceHome home, Clock clock, Consumer<String> say) {
    this.settings = settings;
    this.home = home;
    this.clock = clock;
    this.say = say;
  }

  /** Refuses to start if somebody else has a port that a part needs. */
  void requireFreePorts(List<Part> parts, Ports ports) {
    for (Part part : parts) {
      TcpPort port = new TcpPort(settings.host(), part.port(ports));
      if (!port.isFree()) {
        String holder = port.holder().map(who -> " by " + who).orElse(" by another program");
        throw LauncherFailure.of(
            "Port " + port.number() + ", which " + part.label() + " needs, is taken" + holder + ".",
            "Stop that program, or choose other ports: SLUICE_PORT=18080 ./sluice up"
                + " (it and the three after it must be free).");
      }
    }
  }

  /** Starts one part and remembers it, before anything else can go wrong. */
  ProcessIdentity spawn(Launch launch) {
    home.emptyScratch(launch.part().label());
    logLengthsAtStart.put(
        launch.part(), new LogTail(home).file(launch.part().label()).toFile().length());
    Path output = home.logs().resolve(launch.part().label() + ".out");
    ProcessIdentity process =
        DetachedProcess.start(
            launch.command(),
            launch.environment(),
            launch.part().application(settings.root()),
            output);
    home.pidFile(launch.part().label())
        .write(new PidFile.Entry(process, launch.fingerprint(), clock.instant()));
    return process;
  }

  /** Waits for all parts; the answer tells how long each of the new ones took. */
  Map<Part, Duration> awaitReady(Map<Part, ProcessIdentity> all, Set<Part> started, Ports ports) {
    long begin = System.nanoTime();
    Map<Part, Duration> times = new LinkedHashMap<>();
    List<Part> waiting = new ArrayList<>(all.keySet());
    while (!waiting.isEmpty()) {
      for (Part part : List.copyOf(waiting)) {
        ProcessIdentity process = all.get(part);
        if (process == null || !process.isAlive()) {
          throw died(part);
        }
        if (probe.ask(LaunchPlan.url(settings, ports, part)) == HealthProbe.Health.READY) {
          Duration took = Duration.ofNanos(System.nanoTime() - begin);
          waiting.remove(part);
          if (started.contains(part)) {
            times.put(part, took);
            say.accept(String.format("  %-9s ready after %s", part.label(), seconds(took)));
          }
        }
      }
      if (!waiting.isEmpty()) {
        if (System.nanoTime() - begin > settings.startLimit().toNanos()) {
          throw late(waiting);
        }
        Pause.of(STEP);
      }
    }
    return times;
  }

  static String seconds(Duration duration) {
    return String.format("%.1f s", duration.toMillis() / 1000.0);
  }

  private LauncherFailure died(Part part) {
    String last =
        new LogTail(home).lastWords(part.label(), 15, logLengthsAtStart.getOrDefault(part, 0L));
    return LauncherFailure.of(
        part.label()
            + " ended while it was starting."
            + (last.isEmpty() ? "" : " Its last words:\n" + last.indent(4).stripTrailing()),
        "The whole log: ./sluice logs " + part.label());
  }

  private LauncherFailure late(List<Part> waiting) {
    String names = String.join(", ", waiting.stream().map(Part::label).toList());
    return LauncherFailure.of(
        names + " did not get ready within " + settings.startLimit().toSeconds() + " s.",
        "See ./sluice logs "
            + waiting.get(0).label()
            + "; SLUICE_UP_TIMEOUT=600 gives a slow machine more time.");
  }
}
