package io.sluice.lineage.graph;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reads the projection into a graph: all of it, or what changed. Names are read by themselves, so
 * that nothing is joined for each edge, and everything in one transaction, so that what is read is
 * of one position.
 */
@Singleton
class EdgeFeed {

  private static final String EDGES =
      "select job_id, dataset_id, role, valid_from, valid_to, close_reason, known_from, known_to"
          + " from edge";
  private static final String LINKS =
      "select kind, from_id, to_id, job_id, valid_from, valid_to, close_reason, known_from,"
          + " known_to from link";

  private final DataSource database;
  // A few namespaces belong to very many names.
  private final Map<String, String> namespaces = new HashMap<>();

  EdgeFeed(DataSource database) {
    this.database = database;
  }

  /**
   * How far the projection had come when it was read.
   *
   * @param position the last event applied
   * @param generation how often it was built again
   */
  record Progress(long position, long generation) {}

  /** Reads everything into an empty graph. */
  Progress load(GraphBuilder graph) throws SQLException {
    return reading(
        connection -> {
          readNodes(connection, graph, GraphNode.Type.JOB, "select id, namespace, name from job");
          readNodes(
              connection, graph, GraphNode.Type.DATASET, "select id, namespace, name from dataset");
          BinaryCopy.read(connection, EDGES, copied -> FeedRow.edge(copied).addTo(graph, true));
          BinaryCopy.read(connection, LINKS, copied -> FeedRow.link(copied).addTo(graph, true));
        });
  }

  /** Reads what changed after a position. */
  Progress changes(GraphBuilder graph, long position) throws SQLException {
    return reading(
        connection -> {
          List<FeedRow> rows = new ArrayList<>();
          BinaryCopy.read(
              connection, changed(EDGES, position), copied -> rows.add(FeedRow.edge(copied)));
          BinaryCopy.read(
              connection, changed(LINKS, position), copied -> rows.add(FeedRow.link(copied)));
          Set<UUID> unknown = new HashSet<>();
          for (FeedRow row : rows) {
            for (FeedRow.Key id : row.ids()) {
              if (graph.nodes().number(id.most(), id.least()) < 0) {
                unknown.add(id.uuid());
              }
            }
          }
          name(connection, graph, GraphNode.Type.JOB, unknown);
          name(connection, graph, GraphNode.Type.DATASET, unknown);
          rows.forEach(row -> row.addTo(graph, false));
        });
  }

  private static String changed(String rows, long position) {
    return "%1$s where known_from > %2$d union all %1$s where known_to > %2$d and known_from <= %2$d"
        .formatted(rows, position);
  }

  private interface Reading {
    void run(Connection connection) throws SQLException;
  }

  private Progress reading(Reading reading) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set transaction isolation level repeatable read, read only");
        }
        Progress progress = progress(connection);
        reading.run(connection);
        return progress;
      } finally {
        connection.rollback();
      }
    }
  }

  private static Progress progress(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select position, generation from projection")) {
      if (!rows.next()) {
        throw new SQLException("the projection's row is missing");
      }
      return new Progress(rows.getLong(1), rows.getLong(2));
    }
  }

  private void readNodes(
      Connection connection, GraphBuilder graph, GraphNode.Type type, String query)
      throws SQLException {
    BinaryCopy.read(
        connection,
        query,
        row -> {
          FeedRow.Key key = FeedRow.key(row);
          String namespace = Objects.requireNonNull(row.text(), "namespace");
          String name = Objects.requireNonNull(row.text(), "name");
          graph.nodes().add(key.most(), key.least(), type, interned(namespace), name);
        });
  }

  private String interned(String namespace) {
    String known = namespaces.putIfAbsent(namespace, namespace);
    return known == null ? namespace : known;
  }

  private void name(Connection connection, GraphBuilder graph, GraphNode.Type type, Set<UUID> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String table =
        switch (type) {
          case JOB -> "job";
          case DATASET -> "dataset";
        };
    try (PreparedStatement query =
        connection.prepareStatement(
            "select id, namespace, name from " + table + " where id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          UUID id = rows.getObject(1, UUID.class);
          graph
              .nodes()
              .add(
                  id.getMostSignificantBits(),
                  id.getLeastSignificantBits(),
                  type,
                  interned(rows.getString(2)),
                  rows.getString(3));
        }
      }
    }
  }
}
