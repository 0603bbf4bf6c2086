package io.sluice.lineage.log;

import java.time.Instant;

/**
 * A partition and what retention must know of it.
 *
 * @param partition the partition
 * @param newest when its last event arrived
 */
record KeptPartition(LogPartition partition, Instant newest) {}
