package io.sluice.lineage.projection;

import io.quarkus.arc.All;
import io.sluice.lineage.log.LoggedEvent;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes what a stretch of the log says into the projection's tables, in one transaction. */
@Singleton
class ProjectionStore {

  private final List<ProjectionPart> parts;

  ProjectionStore(@All List<ProjectionPart> parts) {
    this.parts = parts;
  }

  /** Every table that is built from the log, for building it again. */
  List<String> tables() {
    return parts.stream().flatMap(part -> part.tables().stream()).toList();
  }

  /**
   * How far the projection has come.
   *
   * @param position the last event applied
   * @param generation how often it was built again
   */
  record Progress(long position, long generation) {}

  /** Locks the projection against other instances and tells how far it has come. */
  Progress lock(Connection connection) throws SQLException {
    return progress(
        connection, "select position, generation from projection where id = 1 for update");
  }

  Progress progress(Connection connection) throws SQLException {
    return progress(connection, "select position, generation from projection where id = 1");
  }

  private static Progress progress(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      if (!rows.next()) {
        throw new SQLException("the projection's row is missing");
      }
      return new Progress(rows.getLong(1), rows.getLong(2));
    }
  }

  /** Applies the events and moves on to the last one's position. */
  void apply(Connection connection, List<LoggedEvent> events) throws SQLException {
    List<Gathering> gatherings = parts.stream().map(ProjectionPart::gather).toList();
    for (LoggedEvent event : events) {
      Observed observed = Observed.of(event);
      gatherings.forEach(gathering -> gathering.add(observed));
    }
    for (Gathering gathering : gatherings) {
      gathering.write(connection);
    }
    moveTo(connection, events.get(events.size() - 1).position());
  }

  void moveTo(Connection connection, long position) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update projection set position = ?, applied_at = now() where id = 1")) {
      update.setLong(1, position);
      update.executeUpdate();
    }
  }

  /** Empties the projection; readers go on seeing the old one until the transaction commits. */
  void clear(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      for (String table : tables()) {
        delete.addBatch("delete from " + table);
      }
      delete.addBatch("update projection set position = 0, generation = generation + 1");
      delete.executeBatch();
    }
  }
}
