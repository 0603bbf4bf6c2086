package io.sluice.quality.server.running;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one sleeper per ring; a ring that finds nobody asleep wakes the next one at once. */
final class Bell {

  private final Semaphore rings = new Semaphore(0);

  void ring() {
    rings.release();
  }

  void await(Duration atMost) throws InterruptedException {
    if (rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      // Rings that came together are answered together: whoever wakes looks until nothing is left.
      if (rings.availablePermits() > 16) {
        rings.drainPermits();
      }
    }
  }
}
