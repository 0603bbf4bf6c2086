/**
 * Keeps one trace together where threads and processes change: a request's trace goes with its
 * evaluation through the database to the worker, and with the event through the outbox.
 */
@NullMarked
package io.sluice.quality.server.telemetry;

import org.jspecify.annotations.NullMarked;
