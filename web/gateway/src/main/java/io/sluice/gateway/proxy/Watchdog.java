package io.sluice.gateway.proxy;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Barks once when nothing has moved for too long. Touching it is cheap: the timer is only looked at
 * when it fires.
 */
final class Watchdog {

  private final Vertx vertx;
  private final long patienceNanos;
  private final Runnable bark;
  private long lastSign = System.nanoTime();
  private long timer = -1;
  private boolean resting;

  Watchdog(Vertx vertx, Duration patience, Runnable bark) {
    this.vertx = vertx;
    this.patienceNanos = patience.toNanos();
    this.bark = bark;
    arm(patienceNanos);
  }

  void touch() {
    lastSign = System.nanoTime();
  }

  void rest() {
    resting = true;
    vertx.cancelTimer(timer);
  }

  private void arm(long nanos) {
    timer = vertx.setTimer(Math.max(1, nanos / 1_000_000), fired -> look());
  }

  private void look() {
    if (resting) {
      return;
    }
    long left = patienceNanos - (System.nanoTime() - lastSign);
    if (left > 0) {
      arm(left);
    } else {
      resting = true;
      bark.run();
    }
  }
}
