package io.sluice.lineage.forward;

import java.time.Instant;

/**
 * An event that a target would not have.
 *
 * @param position its position in the log
 * @param refusedAt when it was refused
 * @param status the HTTP status
 * @param reason the start of what the target said
 */
record Refusal(long position, Instant refusedAt, int status, String reason) {}
