package io.sluice.quality.server.lineage;

/** Lineage could not be asked. */
public final class LineageUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what went wrong. */
  public LineageUnavailableException(String message) {
    super(message);
  }

  /** Says what went wrong and why. */
  public LineageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
