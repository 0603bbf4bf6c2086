package io.sluice.quality.server.evaluation;

import java.util.Optional;

/**
 * An evaluation with its decision, once there is one.
 *
 * @param evaluation the question
 * @param decision the answer; a cancelled evaluation never has one
 */
public record Answered(Evaluation evaluation, Optional<DecisionRecord> decision) {}
