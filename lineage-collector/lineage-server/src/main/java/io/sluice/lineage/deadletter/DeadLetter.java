package io.sluice.lineage.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was refused.
 *
 * @param id its number
 * @param receivedAt when it arrived
 * @param subject who sent it
 * @param traceId the trace of the request that brought it, if there was one
 * @param code why it was refused, stable
 * @param pointer where the fault is, a JSON pointer
 * @param detail why it was refused, for a person
 * @param body what was sent, broken UTF-8 replaced; null in lists
 * @param replayedAt when it was accepted after all
 * @param replayPosition its position in the log since then
 */
public record DeadLetter(
    long id,
    Instant receivedAt,
    String subject,
    @Nullable String traceId,
    String code,
    String pointer,
    String detail,
    @Nullable String body,
    @Nullable Instant replayedAt,
    @Nullable Long replayPosition) {}
