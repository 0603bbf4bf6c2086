package io.sluice.lineage.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may wait for the log before senders are told to come again. */
@ConfigMapping(prefix = "sluice.lineage.log")
public interface LogSettings {

  /** How many requests may wait. */
  @WithDefault("4096")
  int queueLength();

  /** How many bytes of events may wait. */
  @WithDefault("33554432")
  long queueBytes();
}
