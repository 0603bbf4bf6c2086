package io.sluice.lineage.scene;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws scenes and keeps the last ones: many people look at the same few. A scene belongs to one
 * version of the graph, so that what is kept is never out of date.
 */
@Singleton
class SceneArtist {

  /** The layered layout of more lines than this takes longer than anybody waits. */
  private static final int MOST_LINES = 1_200;

  private final int kept;
  private final Duration patience;
  private final Semaphore hands;
  private final Map<Object, Drawing> drawings = new LinkedHashMap<>(16, 0.75f, true);
  private final MeterRegistry metrics;

  @Inject
  SceneArtist(MeterRegistry metrics) {
    // A layout keeps one core busy; half of them stay for everything else.
    this(
        metrics,
        64,
        Duration.ofSeconds(3),
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  SceneArtist(MeterRegistry metrics, int kept, Duration patience, int atOnce) {
    this.metrics = metrics;
    this.kept = kept;
    this.patience = patience;
    this.hands = new Semaphore(atOnce, true);
  }

  /**
   * The drawing of that key, made if it is not kept.
   *
   * @param key the graph's version and everything that was asked for
   * @param composed boxes and lines without places
   * @throws ProblemException 503 if too many others wait for a drawing
   */
  Drawing draw(Object key, Supplier<Drawing> composed) {
    Drawing known = known(key);
    if (known != null) {
      return known;
    }
    acquire();
    try {
      // Whoever was before may have drawn the same.
      Drawing meanwhile = known(key);
      if (meanwhile != null) {
        return meanwhile;
      }
      Drawing drawn = place(composed.get());
      synchronized (drawings) {
        drawings.put(key, drawn);
        if (drawings.size() > kept) {
          drawings.remove(drawings.keySet().iterator().next());
        }
      }
      return drawn;
    } finally {
      hands.release();
    }
  }

  private Drawing place(Drawing composed) {
    if (composed.lines().size() <= MOST_LINES) {
      long deadline = System.nanoTime() + patience.toNanos();
      try {
        Drawing drawn = LayeredLayout.place(composed, () -> System.nanoTime() > deadline);
        metrics.counter("sluice.lineage.scenes", "layout", "layered").increment();
        return drawn;
      } catch (LayeredLayout.GaveUpException slow) {
        metrics.counter("sluice.lineage.scenes", "layout", "given-up").increment();
      }
    }
    metrics.counter("sluice.lineage.scenes", "layout", "quick").increment();
    return QuickLayout.place(composed);
  }

  private @Nullable Drawing known(Object key) {
    synchronized (drawings) {
      return drawings.get(key);
    }
  }

  private void acquire() {
    boolean acquired = false;
    try {
      acquired = hands.tryAcquire(4 * patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!acquired) {
      throw new ProblemException(
              CommonProblem.UNAVAILABLE, "Too many scenes are being drawn; ask again.")
          .retryAfterSeconds(2);
    }
  }
}
