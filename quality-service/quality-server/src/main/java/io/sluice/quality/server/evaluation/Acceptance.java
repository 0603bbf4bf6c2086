package io.sluice.quality.server.evaluation;

/** What became of a question when it was handed in. */
public sealed interface Acceptance {

  /**
   * It is a new evaluation.
   *
   * @param evaluation the evaluation
   */
  record Accepted(Evaluation evaluation) implements Acceptance {}

  /**
   * The caller asked exactly this before, under the same idempotency key.
   *
   * @param evaluation that one
   */
  record Repeated(Evaluation evaluation) implements Acceptance {}

  /**
   * The batch is being judged already; this question shares that answer.
   *
   * @param evaluation the one under way
   */
  record Joined(Evaluation evaluation) implements Acceptance {}

  /** The caller used the idempotency key for another question. */
  record KeyReused() implements Acceptance {}

  /** There is no such gate. */
  record UnknownGate() implements Acceptance {}
}
