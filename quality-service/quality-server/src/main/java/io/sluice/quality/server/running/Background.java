package io.sluice.quality.server.running;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.quality.server.evaluation.Completions;
import io.sluice.quality.server.evaluation.EvaluationWorker;
import io.sluice.quality.server.evaluation.Evaluator;
import io.sluice.quality.server.evaluation.WorkQueue;
import io.sluice.quality.server.lineage.LineageClient;
import io.sluice.quality.server.outbox.OutboxSender;
import io.sluice.quality.server.outbox.OutboxStore;
import io.sluice.quality.server.outbox.Pauses;
import io.sluice.quality.server.settings.Checkers;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.telemetry.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Starts and stops the threads that work without a request. */
@ApplicationScoped
public class Background {

  private static final Logger LOG = Logger.getLogger(Background.class);

  private final WorkQueue queue;
  private final Evaluator evaluator;
  private final Completions completions;
  private final OutboxStore outbox;
  private final LineageClient lineage;
  private final Traces traces;
  private final GateSettings settings;
  private final Checkers checkers;
  private final Clock clock;
  private final Bell work = new Bell();
  private final Bell events = new Bell();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService heartbeats =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "sluice-heartbeats"));
  private volatile boolean stopping;

  /** Works on the given queue and outbox. */
  @Inject
  public Background(
      WorkQueue queue,
      Evaluator evaluator,
      Completions completions,
      OutboxStore outbox,
      LineageClient lineage,
      Traces traces,
      GateSettings settings,
      Checkers checkers,
      Clock clock) {
    this.queue = queue;
    this.evaluator = evaluator;
    this.completions = completions;
    this.outbox = outbox;
    this.lineage = lineage;
    this.traces = traces;
    this.settings = settings;
    this.checkers = checkers;
    this.clock = clock;
  }

  /** Says that an evaluation waits, so that no worker sleeps on. */
  public void workWaits() {
    work.ring();
  }

  /** Says that an event waits. */
  public void eventWaits() {
    events.ring();
  }

  void start(@Observes StartupEvent event) {
    daemon(this::warmUp, "sluice-warm-up").start();
    String process = "quality-" + UUID.randomUUID();
    for (int i = 1; i <= settings.workers(); i++) {
      EvaluationWorker worker = worker(process + "-" + i);
      run("sluice-worker-" + i, work, settings.poll(), () -> announced(worker.workOnce()));
    }
    EvaluationWorker sweeper = worker(process + "-sweeper");
    run("sluice-sweeper", new Bell(), settings.poll(), () -> announced(sweeper.expireOnce()));
    OutboxSender sender =
        new OutboxSender(
            outbox,
            lineage,
            traces,
            new Pauses(
                settings.outboxLongestPause(), () -> ThreadLocalRandom.current().nextDouble()),
            settings);
    run(
        "sluice-outbox",
        events,
        settings.outboxPoll(),
        () -> {
          sender.sendDue();
          return false;
        });
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(2_000);
    }
    heartbeats.shutdownNow();
  }

  /**
   * A failure here is no reason not to start: the first evaluation meets it again and reports it.
   */
  private void warmUp() {
    try {
      checkers.warmUp();
    } catch (RuntimeException e) {
      LOG.warnf("the rule engine could not be warmed up: %s", e.toString());
    }
  }

  private EvaluationWorker worker(String name) {
    return new EvaluationWorker(name, queue, evaluator, settings, heartbeats, clock);
  }

  private boolean announced(boolean decided) {
    if (decided) {
      completions.ended();
      events.ring();
    }
    return decided;
  }

  /** Repeats a step while it finds something to do, then waits for the bell or for the poll. */
  private void run(String name, Bell bell, Duration poll, BooleanSupplier step) {
    Thread thread =
        daemon(
            () -> {
              while (!stopping) {
                try {
                  if (!step.getAsBoolean()) {
                    bell.await(poll);
                  }
                } catch (InterruptedException e) {
                  return;
                } catch (RuntimeException e) {
                  LOG.errorf("%s goes on after: %s", name, e.toString());
                  pause(poll);
                }
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  private static void pause(Duration poll) {
    try {
      Thread.sleep(poll.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
