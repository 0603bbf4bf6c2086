package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when on a run that has not ended is taken for one that never will. */
final class Staleness {

  private Staleness() {}

  /** When the run goes or went stale unless something is heard of it; empty if it has ended. */
  static Optional<Instant> at(
      RunState run, @Nullable ExpectedDuration expected, RunSettings settings, Instant now) {
    if (run.status().terminal()) {
      return Optional.empty();
    }
    // An event from the future is no sign of life.
    boolean future = run.lastSeen().isAfter(now.plus(RunFlag.FUTURE));
    Instant lastSign = future ? run.begunAt() : run.lastSeen();
    return Optional.of(lastSign.plus(silence(run, expected, settings)));
  }

  private static Duration silence(
      RunState run, @Nullable ExpectedDuration expected, RunSettings settings) {
    var processing = run.details().processing();
    if (processing != null && !processing.value().type().ends()) {
      Duration window = processing.value().window();
      return window == null ? settings.streamSilence() : window.multipliedBy(settings.windows());
    }
    if (expected == null) {
      return settings.defaultDuration();
    }
    Duration usual = expected.p95().multipliedBy(settings.durations());
    return usual.compareTo(settings.leastSilence()) < 0 ? settings.leastSilence() : usual;
  }
}
