package io.sluice.quality.server.database;

import java.sql.SQLException;

/** The database could not be reached or refused a statement. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Keeps the driver's own exception. */
  public StoreException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
