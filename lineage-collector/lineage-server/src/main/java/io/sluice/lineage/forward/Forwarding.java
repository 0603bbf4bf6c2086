package io.sluice.lineage.forward;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.log.GroupCommit;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts the telling of every target with the server, and says how it stands. */
@Singleton
public class Forwarding {

  private final ForwardSettings settings;
  private final OutgoingHosts hosts;
  private final EventLog log;
  private final GroupCommit commit;
  private final ForwardStore store;
  private final DataSource database;
  private final Clock clock;
  private final Map<String, Forwarder> forwarders = new ConcurrentSkipListMap<>();

  Forwarding(
      ForwardSettings settings,
      @ConfigProperty(name = "sluice.lineage.outgoing.allow") Optional<List<String>> allowed,
      EventLog log,
      GroupCommit commit,
      ForwardStore store,
      DataSource database,
      Clock clock) {
    this.settings = settings;
    this.hosts = new OutgoingHosts(allowed.orElse(List.of()));
    this.log = log;
    this.commit = commit;
    this.store = store;
    this.database = database;
    this.clock = clock;
  }

  /**
   * How one target stands.
   *
   * @param name how it is called here
   * @param url where events go
   * @param state RUNNING or PAUSED
   * @param position the last position that is done with
   * @param lag how many positions of the log are not
   * @param sent how many events it has taken
   * @param refused how many it would not have
   * @param lastSentAt when it last took one
   * @param lastError what hinders it now
   * @param lastErrorAt when that was last seen
   */
  record TargetStatus(
      String name,
      URI url,
      String state,
      long position,
      long lag,
      long sent,
      long refused,
      @Nullable Instant lastSentAt,
      @Nullable String lastError,
      @Nullable Instant lastErrorAt) {}

  void start(@Observes StartupEvent event) {
    commit.onCommit(position -> forwarders.values().forEach(Forwarder::wake));
    settings.targets().forEach((name, target) -> start(Target.of(name, target), hosts));
  }

  /** Starts telling a target. */
  void start(Target target, OutgoingHosts allowed) {
    Sending sending = new Sending(target, allowed, System::getenv);
    Forwarder forwarder =
        new Forwarder(
            target,
            sending,
            log,
            store,
            database,
            clock,
            () -> ThreadLocalRandom.current().nextDouble());
    forwarders.put(target.name(), forwarder);
    forwarder.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    for (Forwarder forwarder : forwarders.values()) {
      forwarder.stop();
    }
  }

  /** Stops telling a target, as the end of this instance would. */
  void stop(String name) throws InterruptedException {
    Forwarder forwarder = forwarders.remove(name);
    if (forwarder != null) {
      forwarder.stop();
    }
  }

  /** All targets. */
  List<TargetStatus> all() throws SQLException {
    List<TargetStatus> all = new ArrayList<>();
    for (Forwarder forwarder : forwarders.values()) {
      all.add(status(forwarder));
    }
    return all;
  }

  /** Stops or goes on telling a target, on all instances and beyond restarts. */
  TargetStatus pause(String name, boolean paused) throws SQLException {
    Forwarder forwarder = require(name);
    store.pause(name, paused);
    forwarder.wake();
    return status(forwarder);
  }

  /** What a target refused, the latest first. */
  List<Refusal> refusals(String name, long before, int limit) throws SQLException {
    return store.refusals(require(name).target().name(), before, limit);
  }

  private Forwarder require(String name) {
    Forwarder forwarder = forwarders.get(name);
    if (forwarder == null) {
      throw new ProblemException(
          CommonProblem.NOT_FOUND, "No target '" + name + "' is configured here.");
    }
    return forwarder;
  }

  private TargetStatus status(Forwarder forwarder) throws SQLException {
    Target target = forwarder.target();
    long last = log.lastPosition();
    ForwardState state =
        store
            .find(target.name())
            .orElseGet(() -> new ForwardState(target.name(), last, false, 0, 0, null, null, null));
    return new TargetStatus(
        target.name(),
        target.address(),
        state.paused() ? "PAUSED" : "RUNNING",
        state.position(),
        Math.max(0, last - state.position()),
        state.sent(),
        state.refused(),
        state.lastSentAt(),
        state.lastError(),
        state.lastErrorAt());
  }
}
