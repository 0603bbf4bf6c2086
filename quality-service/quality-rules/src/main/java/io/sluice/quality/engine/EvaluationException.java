package io.sluice.quality.engine;

/** Thrown when a source as a whole cannot be judged, so that no rule has an answer. */
public final class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What stood in the way. */
  public enum Kind {
    /** No such file. */
    SOURCE_NOT_FOUND,
    /** The file cannot be read as its format. */
    SOURCE_UNREADABLE,
    /** The data changed while it was being judged. */
    DATA_CHANGED,
    /** The time limit passed. */
    TIMEOUT,
    /** The engine failed. */
    ENGINE_FAILURE
  }

  private final Kind kind;

  /** An exception of a kind. */
  public EvaluationException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** An exception of a kind with its cause. */
  public EvaluationException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What stood in the way. */
  public Kind kind() {
    return kind;
  }
}
