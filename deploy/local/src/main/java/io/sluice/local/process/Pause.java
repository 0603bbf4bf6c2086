package io.sluice.local.process;

import io.sluice.local.failure.LauncherFailure;
import java.time.Duration;

/** A short wait between two looks at something that changes by itself. */
public final class Pause {

  private Pause() {}

  /** Sleeps; an interruption ends the command. */
  public static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherFailure.of("Interrupted.");
    }
  }
}
