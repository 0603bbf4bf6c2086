package io.sluice.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells a database that is away for a while from a fault of ours: the first is worth a retry. */
final class DatabaseFaults {

  /** A chain of causes longer than this is a loop. */
  private static final int DEEPEST_CAUSE = 16;

  private DatabaseFaults() {}

  /** Whether the database was away, full or starting, so that the same request may succeed soon. */
  static boolean isUnavailable(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLException sql && isUnavailable(sql)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isUnavailable(SQLException failure) {
    if (failure instanceof SQLTransientConnectionException) {
      return true;
    }
    String state = failure.getSQLState();
    if (state == null) {
      // The connection pool's own: it waited for a connection in vain and gives no state.
      String message = failure.getMessage();
      return message != null && message.startsWith("Acquisition timeout");
    }
    // PostgreSQL's classes: connection exception, insufficient resources, operator intervention
    // (all
    // but a query that was cancelled or timed out).
    return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
  }
}
