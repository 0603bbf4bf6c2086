package io.sluice.lineage.forward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target has been told.
 *
 * @param name the target
 * @param position the last position that is done with
 * @param paused whether it is told nothing for now
 * @param sent how many events it has taken
 * @param refused how many it would not have
 * @param lastSentAt when it last took one
 * @param lastError what went wrong last, null once it is over
 * @param lastErrorAt when that was
 */
record ForwardState(
    String name,
    long position,
    boolean paused,
    long sent,
    long refused,
    @Nullable Instant lastSentAt,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt) {}
