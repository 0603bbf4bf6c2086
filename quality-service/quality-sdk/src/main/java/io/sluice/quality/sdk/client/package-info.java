/**
 * The Java client of the gate: a pipeline asks whether a batch may go on and gets one final answer.
 *
 * <p>{@link io.sluice.quality.sdk.client.GateClient} is the whole public surface. It never asks
 * twice for one question (every ask carries an idempotency key that its retries repeat), follows
 * answers that take long with long polls, waits as the server tells it to, and gives up at a
 * deadline. What it cannot understand it reports as an error: it never invents a decision.
 */
@NullMarked
package io.sluice.quality.sdk.client;

import org.jspecify.annotations.NullMarked;
