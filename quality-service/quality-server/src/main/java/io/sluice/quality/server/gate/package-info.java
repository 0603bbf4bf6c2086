/**
 * Asking a gate: what a request says ({@link io.sluice.quality.server.gate.QuestionReader}), how it
 * is asked ({@link io.sluice.quality.server.gate.AskGate}), decisions from evidence that is already
 * there ({@link io.sluice.quality.server.gate.Evidence}), and how answers look.
 */
@NullMarked
package io.sluice.quality.server.gate;

import org.jspecify.annotations.NullMarked;
