package io.sluice.lineage.graph;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Walks column lineage ring by ring; each ring is one question to PostgreSQL. */
@Singleton
public class ColumnLineageStore {

  private static final String SELECT =
      "select v.dataset_id, o.namespace, o.name, l.field, l.input_id, i.namespace, i.name,"
          + " l.input_field, l.direct, l.transformations"
          + " from column_link l join column_version v on v.version = l.version and v.current"
          + " join dataset o on o.id = v.dataset_id"
          + " join dataset i on i.id = l.input_id ";

  private final DataSource database;

  ColumnLineageStore(DataSource database) {
    this.database = database;
  }

  /** A field of a dataset. */
  public record Field(UUID dataset, String namespace, String name, String field) {
    /** The node id as Marquez writes it. */
    public String nodeId() {
      return "datasetField:" + namespace + ":" + name + ":" + field;
    }
  }

  /** A field, one that it comes from, and how. */
  public record Link(Field output, Field input, boolean direct, String transformations) {}

  /**
   * The links around a field, or around all fields of a dataset.
   *
   * @param dataset the dataset
   * @param field the field, null for all
   * @param depth how many rings
   * @param withDownstream whether to go with the data too
   * @param limit where to stop
   */
  public Collection<Link> around(
      UUID dataset, @Nullable String field, int depth, boolean withDownstream, int limit)
      throws SQLException {
    Set<Link> found = new LinkedHashSet<>();
    try (Connection connection = database.getConnection()) {
      walk(connection, dataset, field, depth, true, limit, found);
      if (withDownstream) {
        walk(connection, dataset, field, depth, false, limit, found);
      }
    }
    return found;
  }

  private static void walk(
      Connection connection,
      UUID dataset,
      @Nullable String field,
      int depth,
      boolean upstream,
      int limit,
      Set<Link> found)
      throws SQLException {
    Set<Field> visited = new HashSet<>();
    List<Link> ring = first(connection, dataset, field, upstream, limit);
    for (int step = 1; !ring.isEmpty() && found.size() < limit; step++) {
      found.addAll(ring);
      Set<Field> next = new LinkedHashSet<>();
      if (found.size() >= limit) {
        return;
      }
      for (Link link : ring) {
        Field reached = upstream ? link.input : link.output;
        if (visited.add(reached)) {
          next.add(reached);
        }
      }
      ring = step < depth ? links(connection, next, upstream, limit) : List.of();
    }
  }

  private static List<Link> first(
      Connection connection, UUID dataset, @Nullable String field, boolean upstream, int limit)
      throws SQLException {
    String side = upstream ? "v.dataset_id" : "l.input_id";
    String column = upstream ? "l.field" : "l.input_field";
    try (PreparedStatement query =
        connection.prepareStatement(
            SELECT
                + "where "
                + side
                + " = ? and (?::text is null or "
                + column
                + " = ?) limit ?")) {
      query.setObject(1, dataset);
      query.setString(2, field);
      query.setString(3, field);
      query.setInt(4, limit);
      return read(query);
    }
  }

  private static List<Link> links(
      Connection connection, Set<Field> fields, boolean upstream, int limit) throws SQLException {
    if (fields.isEmpty()) {
      return List.of();
    }
    String on =
        upstream
            ? "w.dataset = v.dataset_id and w.field = l.field"
            : "w.dataset = l.input_id and w.field = l.input_field";
    try (PreparedStatement query =
        connection.prepareStatement(
            SELECT
                + "join unnest(?::uuid[], ?::text[]) as w(dataset, field) on "
                + on
                + " limit ?")) {
      query.setArray(
          1, connection.createArrayOf("uuid", fields.stream().map(Field::dataset).toArray()));
      query.setArray(
          2, connection.createArrayOf("text", fields.stream().map(Field::field).toArray()));
      query.setInt(3, limit);
      return read(query);
    }
  }

  private static List<Link> read(PreparedStatement query) throws SQLException {
    List<Link> links = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        links.add(new Link(field(rows, 1), field(rows, 5), rows.getBoolean(9), rows.getString(10)));
      }
    }
    return links;
  }

  private static Field field(ResultSet rows, int first) throws SQLException {
    return new Field(
        rows.getObject(first, UUID.class),
        rows.getString(first + 1),
        rows.getString(first + 2),
        rows.getString(first + 3));
  }
}
