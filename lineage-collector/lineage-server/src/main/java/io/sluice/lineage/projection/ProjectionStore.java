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

  /** Begins a stretch of the log. */
  Stretch begin(WriterMemory memory) {
    return new Stretch(parts.stream().map(part -> part.gather(memory)).toList());
  }

  /** A stretch of the log, taken in event by event and written once. */
  final class Stretch {

    private final List<Gathering> gatherings;
    private long position;
    private int events;

    private Stretch(List<Gathering> gatherings) {
      this.gatherings = gatherings;
    }

    /** Takes in the next event; it need not be held after that. */
    void add(LoggedEvent event) {
      Observed observed = Observed.of(event);
      for (Gathering gathering : gatherings) {
        gathering.add(observed);
      }
      position = event.position();
      events++;
    }

    /** How many events it has. */
    int events() {
      return events;
    }

    /** Writes what was gathered and moves the projection on, within the caller's transaction. */
    void write(Connection connection) throws SQLException {
      for (Gathering gathering : gatherings) {
        gathering.write(connection);
      }
      moveTo(connection, position);
    }
  }

  void moveTo(Connection connection, long position) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update projection set position = ?, applied_at = now() where id = 1")) {
      update.setLong(1, position);
      update.executeUpdate();
    }
  }
}
