package io.sluice.quality.engine.sql;

/** Thrown when a query of the user's, or a table's name, is not one that may be run. */
public final class QueryRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception that says why. */
  public QueryRefusedException(String message) {
    super(message);
  }

  /** Why. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
