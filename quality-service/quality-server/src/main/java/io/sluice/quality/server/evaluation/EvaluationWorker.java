package io.sluice.quality.server.evaluation;

import io.sluice.quality.server.settings.GateSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes evaluations from the queue and decides them, one at a time, prolonging its lease while it
 * works. Any number of workers, in any number of processes, may work on one queue.
 */
public final class EvaluationWorker {

  private static final Logger LOG = Logger.getLogger(EvaluationWorker.class);

  private final String name;
  private final WorkQueue queue;
  private final Evaluator evaluator;
  private final GateSettings settings;
  private final ScheduledExecutorService heartbeats;
  private final Clock clock;

  /** A worker of that name. */
  public EvaluationWorker(
      String name,
      WorkQueue queue,
      Evaluator evaluator,
      GateSettings settings,
      ScheduledExecutorService heartbeats,
      Clock clock) {
    this.name = name;
    this.queue = queue;
    this.evaluator = evaluator;
    this.settings = settings;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  /** Decides the next evaluation; false if there was none. */
  public boolean workOnce() {
    return work(queue.take(name, settings.lease()));
  }

  /** Decides the next evaluation whose deadline has passed; false if there was none. */
  public boolean expireOnce() {
    return work(queue.takeOverdue(name, settings.lease()));
  }

  private boolean work(Optional<Evaluation> taken) {
    if (taken.isEmpty()) {
      return false;
    }
    Evaluation evaluation = taken.get();
    ScheduledFuture<?> heartbeat = beat(evaluation);
    try {
      evaluator.decide(evaluation);
    } catch (RuntimeException e) {
      LOG.errorf(e, "evaluation %s stays open for another try", evaluation.id());
    } finally {
      heartbeat.cancel(false);
    }
    return true;
  }

  private ScheduledFuture<?> beat(Evaluation evaluation) {
    Duration lease = settings.lease();
    // Past the deadline the lease is left to run out: whoever sweeps then lets the question expire,
    // even if this worker hangs for good.
    Instant last = evaluation.deadline();
    long every = Math.max(1, lease.toMillis() / 3);
    return heartbeats.scheduleAtFixedRate(
        () -> {
          if (clock.instant().isBefore(last)) {
            renew(evaluation, lease);
          }
        },
        every,
        every,
        TimeUnit.MILLISECONDS);
  }

  private void renew(Evaluation evaluation, Duration lease) {
    try {
      queue.renew(evaluation.id(), evaluation.state().fence(), lease);
    } catch (RuntimeException e) {
      LOG.warnf(
          "the lease of evaluation %s was not prolonged: %s", evaluation.id(), e.getMessage());
    }
  }
}
