package io.sluice.lineage.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How long events are kept; without a limit, for ever. The graph is kept in any case. */
@ConfigMapping(prefix = "sluice.lineage.retention")
public interface RetentionSettings {

  /** How old an event may grow, by its arrival, such as 400D; no limit if missing. */
  Optional<Duration> maxAge();

  /** How many events are kept at the least where older ones go; no limit if missing. */
  OptionalLong maxEvents();

  /** How often it is looked whether a part of the log may go. */
  @WithDefault("PT10M")
  Duration checkEvery();
}
