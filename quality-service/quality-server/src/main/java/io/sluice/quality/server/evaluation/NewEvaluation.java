package io.sluice.quality.server.evaluation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question on its way to being accepted.
 *
 * @param id the id the evaluation gets if it is new
 * @param gate the gate that is asked
 * @param question what is asked
 * @param caller who asks
 * @param idempotencyKey the caller's name for this request
 * @param digest of the request's body, to tell another body under the same key
 * @param acceptedAt now
 * @param deadline when it expires
 * @param traceparent the request's span
 */
public record NewEvaluation(
    UUID id,
    String gate,
    Question question,
    String caller,
    @Nullable String idempotencyKey,
    String digest,
    Instant acceptedAt,
    Instant deadline,
    @Nullable String traceparent) {}
