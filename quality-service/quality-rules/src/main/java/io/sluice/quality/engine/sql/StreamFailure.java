package io.sluice.quality.engine.sql;

import java.sql.SQLException;

/** A database's failure while its rows are being read, where only unchecked ones get through. */
public final class StreamFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SQLException cause;

  /** That failure, on its way. */
  public StreamFailure(SQLException cause) {
    super(cause);
    this.cause = cause;
  }

  SQLException cause() {
    return cause;
  }
}
