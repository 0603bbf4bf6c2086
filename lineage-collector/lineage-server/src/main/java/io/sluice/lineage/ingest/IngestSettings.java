package io.sluice.lineage.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The bounds of what may be sent. */
@ConfigMapping(prefix = "sluice.lineage.ingest")
public interface IngestSettings {

  /** The most bytes of a body once inflated. */
  @WithDefault("8388608")
  int maxInflatedBytes();

  /** The most events of a batch. */
  @WithDefault("10000")
  int maxBatchEvents();

  /** How many bytes the bodies that are parsed at the same time may take, their trees included. */
  @WithDefault("100663296")
  int parseBytes();

  /** How long a body waits for its share of those bytes before its sender is told to come again. */
  @WithDefault("5000")
  long parseWaitMillis();
}
