/**
 * What a gate answers and how it gets there, as pure functions: the life of an evaluation ({@link
 * io.sluice.quality.server.decision.EvaluationState}), the halts that reach a dataset from upstream
 * ({@link io.sluice.quality.server.decision.Upstream}) and the ruling that joins both with what the
 * dataset's own rules said ({@link io.sluice.quality.server.decision.Ruling}).
 */
@NullMarked
package io.sluice.quality.server.decision;

import org.jspecify.annotations.NullMarked;
