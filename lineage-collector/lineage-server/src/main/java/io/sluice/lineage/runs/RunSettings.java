package io.sluice.lineage.runs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** After how much silence a run that has not ended counts as stale. */
@ConfigMapping(prefix = "sluice.lineage.runs")
public interface RunSettings {

  /** For a run of a job of which fewer than three runs completed. */
  @WithDefault("PT24H")
  Duration defaultDuration();

  /** For other runs: so many times as long as all but the longest twentieth of them took. */
  @WithDefault("3")
  int durations();

  /** However short a job's runs are. */
  @WithDefault("PT15M")
  Duration leastSilence();

  /** For streams and services that say for how long an event stands: so many such windows. */
  @WithDefault("3")
  int windows();

  /** For streams and services that do not say. */
  @WithDefault("PT24H")
  Duration streamSilence();
}
