package io.sluice.lineage.graph;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads edges from the projection: all that are open, or those that changed. */
@Singleton
class EdgeFeed {

  private static final String NAMED =
      "select e.job_id, j.namespace, j.name, e.dataset_id, d.namespace, d.name, e.role, e.open"
          + " from (%s) e join job j on j.id = e.job_id join dataset d on d.id = e.dataset_id";
  private static final String OPEN =
      NAMED.formatted(
          "select job_id, dataset_id, role, true as open from edge"
              + " where known_to is null and valid_to is null");
  private static final String CHANGED =
      NAMED.formatted(
          "select job_id, dataset_id, role,"
              + " bool_or(known_to is null and valid_to is null) as open"
              + " from edge join (select job_id, dataset_id, role from edge where known_from > ?"
              + " union select job_id, dataset_id, role from edge where known_to > ?) as changed"
              + " using (job_id, dataset_id, role) group by job_id, dataset_id, role");

  private final DataSource database;

  EdgeFeed(DataSource database) {
    this.database = database;
  }

  /** Whether there is an edge now. */
  record EdgeState(GraphNode job, GraphNode dataset, boolean reads, boolean open) {}

  void open(Consumer<EdgeState> sink) throws SQLException {
    try (Connection connection = database.getConnection()) {
      // A cursor needs a transaction; without one the driver would hold every row at once.
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(OPEN)) {
        query.setFetchSize(5_000);
        read(query, sink);
      } finally {
        connection.rollback();
      }
    }
  }

  List<EdgeState> changedSince(long position) throws SQLException {
    List<EdgeState> changes = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(CHANGED)) {
      query.setLong(1, position);
      query.setLong(2, position);
      read(query, changes::add);
    }
    return changes;
  }

  private static void read(PreparedStatement query, Consumer<EdgeState> sink) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        sink.accept(
            new EdgeState(
                node(rows, 1, GraphNode.Type.JOB),
                node(rows, 4, GraphNode.Type.DATASET),
                rows.getString(7).equals("INPUT"),
                rows.getBoolean(8)));
      }
    }
  }

  private static GraphNode node(ResultSet rows, int first, GraphNode.Type type)
      throws SQLException {
    return new GraphNode(
        rows.getObject(first, UUID.class),
        type,
        rows.getString(first + 1),
        rows.getString(first + 2));
  }
}
