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
}
