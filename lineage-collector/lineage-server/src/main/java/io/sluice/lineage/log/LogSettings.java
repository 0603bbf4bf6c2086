package io.sluice.lineage.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the log is cut up, and how much may wait for it before senders are told to come again. */
@ConfigMapping(prefix = "sluice.lineage.log")
public interface LogSettings {

  /** How many requests may wait. */
  @WithDefault("4096")
  int queueLength();

  /** How many bytes of events may wait. */
  @WithDefault("33554432")
  long queueBytes();

  /**
   * How many positions a partition made from now on holds, at least 1,000. Retention drops
   * partitions whole, so a smaller one follows its limits more closely.
   */
  @WithDefault("250000")
  long partitionSize();
}
