package io.sluice.quality.server.decision;

/** Where an evaluation stands, in the words of the API. */
public enum EvaluationStatus {
  /** Accepted; no worker has taken it yet. */
  PENDING(false),
  /** A worker holds it by lease. */
  RUNNING(false),
  /** The rules were judged. */
  DECIDED(true),
  /** The rules could not be judged; the gate's policy decided. */
  ERROR(true),
  /** Called off before it was decided; there is no decision. */
  CANCELLED(true),
  /** Its deadline passed; the gate's policy decided. */
  EXPIRED(true);

  private final boolean finished;

  EvaluationStatus(boolean finished) {
    this.finished = finished;
  }

  /** Whether it never changes again. */
  public boolean finished() {
    return finished;
  }
}
