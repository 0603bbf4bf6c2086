package io.sluice.lineage.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log that is dropped whole.
 *
 * @param firstPosition its first position
 * @param lastPosition the last position that it may hold
 * @param newestReceivedAt when its last event arrived, null if it has none yet
 * @param bytes what it takes on disk, indexes included
 */
public record PartitionState(
    long firstPosition, long lastPosition, @Nullable Instant newestReceivedAt, long bytes) {}
