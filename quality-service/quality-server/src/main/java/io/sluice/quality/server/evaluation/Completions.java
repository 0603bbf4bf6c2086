package io.sluice.quality.server.evaluation;

import io.sluice.quality.server.settings.GateSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Lets requests wait for evaluations to end. Whoever decides in this process wakes them; what other
 * processes decide is seen by looking. Only so many may wait, since each holds a thread.
 */
@ApplicationScoped
public class Completions {

  private static final long LOOK_EVERY_MILLIS = 500;

  private final EvaluationStore evaluations;
  private final Semaphore places;
  private final Object ended = new Object();
  private long endings;

  /** Watches the given evaluations. */
  @Inject
  public Completions(EvaluationStore evaluations, GateSettings settings) {
    this.evaluations = evaluations;
    this.places = new Semaphore(settings.waiters());
  }

  /** Wakes everyone who waits. */
  public void ended() {
    synchronized (ended) {
      endings++;
      ended.notifyAll();
    }
  }

  /**
   * The evaluation once it has ended, or as it is when the wait is over or all places to wait are
   * taken.
   */
  public Optional<Answered> await(UUID id, Duration wait) {
    if (wait.isZero() || wait.isNegative() || !places.tryAcquire()) {
      return evaluations.find(id);
    }
    try {
      return look(id, System.nanoTime() + wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return evaluations.find(id);
    } finally {
      places.release();
    }
  }

  private Optional<Answered> look(UUID id, long until) throws InterruptedException {
    while (true) {
      long seen;
      synchronized (ended) {
        seen = endings;
      }
      Optional<Answered> now = evaluations.find(id);
      long left = (until - System.nanoTime()) / 1_000_000;
      if (now.isEmpty() || now.get().evaluation().state().status().finished() || left <= 0) {
        return now;
      }
      synchronized (ended) {
        // An ending between looking and here has raised the count: look again at once.
        if (endings == seen) {
          ended.wait(Math.min(left, LOOK_EVERY_MILLIS));
        }
      }
    }
  }
}
