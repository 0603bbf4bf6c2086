package io.sluice.lineage.projection;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a stretch of the log says about one concern: reduced event by event, so that nothing of the
 * events need be held, and written once.
 */
public interface Gathering {

  /** Takes in one event; they come in the order of their positions. */
  void add(Observed event);

  /** Merges what was gathered into the tables, within the transaction of the whole stretch. */
  void write(Connection connection) throws SQLException;
}
