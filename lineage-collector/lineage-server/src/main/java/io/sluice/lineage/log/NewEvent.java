package io.sluice.lineage.log;

import io.sluice.lineage.event.EventDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log.
 *
 * @param document the event and its bytes
 * @param receivedAt when it arrived
 * @param subject who sent it
 * @param traceId the trace of the request that brought it, if there was one
 */
public record NewEvent(
    EventDocument document, Instant receivedAt, String subject, @Nullable String traceId) {}
