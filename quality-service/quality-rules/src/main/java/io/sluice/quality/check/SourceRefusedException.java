package io.sluice.quality.check;

/** Thrown when a source cannot be used as named; the message may be shown to the caller. */
public final class SourceRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a source is refused. */
  public enum Code {
    /** The path lies outside every data root. */
    OUTSIDE_ROOTS,
    /** No file is there. */
    NOT_FOUND,
    /** The path needs a batch and none was given. */
    BATCH_MISSING,
    /** The batch id cannot be part of a path. */
    BATCH_INVALID,
    /** The format is unknown. */
    FORMAT_UNKNOWN,
    /** A glob matches too many files. */
    TOO_MANY_FILES,
    /** No connection has that name. */
    CONNECTION_UNKNOWN,
    /** The connection's host is not on the list of those that may be called. */
    CONNECTION_REFUSED,
    /** The connection's secret is not where it should be. */
    SECRET_MISSING
  }

  private final Code code;

  /** A refusal with its reason in words. */
  public SourceRefusedException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Why. */
  public Code code() {
    return code;
  }
}
