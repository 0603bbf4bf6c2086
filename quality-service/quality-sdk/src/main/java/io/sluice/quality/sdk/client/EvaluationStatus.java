package io.sluice.quality.sdk.client;

/** How far an evaluation has come. */
public enum EvaluationStatus {
  PENDING,
  RUNNING,
  DECIDED,
  ERROR,
  CANCELLED,
  EXPIRED;

  /** Whether nothing more will happen to it. */
  public boolean isFinal() {
    return this != PENDING && this != RUNNING;
  }
}
