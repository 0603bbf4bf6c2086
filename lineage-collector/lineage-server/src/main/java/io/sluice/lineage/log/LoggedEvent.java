package io.sluice.lineage.log;

import io.sluice.lineage.event.LineageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log holds it.
 *
 * @param position its place in the log, in order of commit
 * @param receivedAt when it arrived
 * @param subject who sent it
 * @param traceId the trace of the request that brought it, if there was one
 * @param event what it says
 */
public record LoggedEvent(
    long position,
    Instant receivedAt,
    String subject,
    @Nullable String traceId,
    LineageEvent event) {}
