package io.sluice.lineage.forward;

import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.log.LogRange;
import io.sluice.lineage.log.LoggedText;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Reads parts of the log for whoever tells it to others. */
@Singleton
class LogReader {

  private final EventLog log;
  private final DataSource database;

  LogReader(EventLog log, DataSource database) {
    this.log = log;
    this.database = database;
  }

  List<LoggedText> read(LogRange range, int limit) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return log.texts(connection, range, limit);
    }
  }
}
