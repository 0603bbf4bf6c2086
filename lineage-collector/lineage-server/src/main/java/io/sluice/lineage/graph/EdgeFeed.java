package io.sluice.lineage.graph;

import io.sluice.lineage.projection.CloseReason;
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

  private static final String ROWS =
      "select job_id, dataset_id, role, valid_from, valid_to, close_reason, known_from, known_to"
          + " from edge";
  private static final String CHANGED =
      ROWS
          + " where known_from > %1$d union all "
          + ROWS
          + " where known_to > %1$d"
          + " and known_from <= %1$d";

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

  private record Key(long most, long least) {}

  private record Row(Key job, Key dataset, boolean reads, EdgeSpan span) {}

  /** Reads everything into an empty graph. */
  Progress load(GraphBuilder graph) throws SQLException {
    return reading(
        connection -> {
          readNodes(connection, graph, GraphNode.Type.JOB, "select id, namespace, name from job");
          readNodes(
              connection, graph, GraphNode.Type.DATASET, "select id, namespace, name from dataset");
          BinaryCopy.read(
              connection,
              ROWS,
              copied -> {
                Row row = row(copied);
                add(graph, row, true);
              });
        });
  }

  /** Reads what changed after a position. */
  Progress changes(GraphBuilder graph, long position) throws SQLException {
    return reading(
        connection -> {
          List<Row> rows = new ArrayList<>();
          BinaryCopy.read(connection, CHANGED.formatted(position), copied -> rows.add(row(copied)));
          Set<UUID> jobs = new HashSet<>();
          Set<UUID> datasets = new HashSet<>();
          for (Row row : rows) {
            unknown(graph, row.job, jobs);
            unknown(graph, row.dataset, datasets);
          }
          name(connection, graph, GraphNode.Type.JOB, jobs);
          name(connection, graph, GraphNode.Type.DATASET, datasets);
          rows.forEach(row -> add(graph, row, false));
        });
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

  private static Key key(BinaryCopy row) throws SQLException {
    if (!row.uuid()) {
      throw new SQLException("an id is null");
    }
    return new Key(row.half(), row.half());
  }

  private static Row row(BinaryCopy row) throws SQLException {
    return new Row(key(row), key(row), row.initial() == 'I', span(row));
  }

  private static EdgeSpan span(BinaryCopy row) throws SQLException {
    long validFrom = row.micros(0);
    long validTo = row.micros(EdgeTable.OPEN);
    String reason = row.text();
    byte tag = reason == null ? 0 : CloseReason.valueOf(reason).code();
    return new EdgeSpan(validFrom, validTo, row.number(0), row.number(EdgeTable.OPEN), tag);
  }

  private void readNodes(
      Connection connection, GraphBuilder graph, GraphNode.Type type, String query)
      throws SQLException {
    BinaryCopy.read(
        connection,
        query,
        row -> {
          Key key = key(row);
          String namespace = Objects.requireNonNull(row.text(), "namespace");
          String name = Objects.requireNonNull(row.text(), "name");
          graph.nodes().add(key.most, key.least, type, interned(namespace), name);
        });
  }

  private String interned(String namespace) {
    String known = namespaces.putIfAbsent(namespace, namespace);
    return known == null ? namespace : known;
  }

  private static void unknown(GraphBuilder graph, Key key, Set<UUID> unknown) {
    if (graph.nodes().number(key.most, key.least) < 0) {
      unknown.add(new UUID(key.most, key.least));
    }
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

  private static void add(GraphBuilder graph, Row row, boolean fresh) {
    int job = graph.nodes().number(row.job.most, row.job.least);
    int dataset = graph.nodes().number(row.dataset.most, row.dataset.least);
    if (job < 0 || dataset < 0) {
      return;
    }
    int from = row.reads ? dataset : job;
    int to = row.reads ? job : dataset;
    if (fresh) {
      graph.load(from, to, row.span);
    } else {
      graph.apply(from, to, row.span);
    }
  }
}
