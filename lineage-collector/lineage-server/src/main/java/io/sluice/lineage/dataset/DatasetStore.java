package io.sluice.lineage.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.model.DatasetId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the projection knows of datasets, asked for by all of their names at once. */
@Singleton
class DatasetStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_VERSIONS = 200;
  private static final int MAX_CHANGES = 500;

  private final DataSource database;

  DatasetStore(DataSource database) {
    this.database = database;
  }

  /** A name that events use for a dataset. */
  record Row(UUID id, DatasetId name, Instant firstSeen, Instant lastSeen, boolean dropped) {}

  /**
   * A schema that was seen.
   *
   * @param version its id
   * @param authoritative whether who wrote or described the dataset told it
   * @param fields its fields
   * @param firstSeen when it was first seen
   * @param lastSeen when it was last seen
   */
  record Schema(
      UUID version, boolean authoritative, JsonNode fields, Instant firstSeen, Instant lastSeen) {}

  /** Something that happened to a dataset as a whole. */
  record Change(Instant at, String change, DatasetId dataset, @Nullable DatasetId previous) {}

  private static final String ROW =
      "select id, namespace, name, first_seen, last_seen,"
          + " dropped_at is not null and (alive_at is null or dropped_at >= alive_at) from dataset";

  /**
   * Names after one, in their order.
   *
   * @param filter a text that is part of the name or namespace and a whole namespace; either may be
   *     missing
   * @param also ids that count as well
   */
  List<Row> after(@Nullable Row last, Filter filter, Collection<UUID> also, int limit)
      throws SQLException {
    StringBuilder sql = new StringBuilder(ROW).append(" where true");
    List<Object> parameters = new ArrayList<>();
    if (last != null) {
      sql.append(
          " and (left(namespace, 128), left(name, 256), id) > (left(?, 128), left(?, 256), ?)");
      parameters.add(last.name.namespace());
      parameters.add(last.name.name());
      parameters.add(last.id);
    }
    if (!filter.isOpen()) {
      sql.append(" and (id = any(?) or (true");
      parameters.add(also);
      if (filter.namespace() != null) {
        sql.append(" and left(namespace, 128) = left(?, 128) and namespace = ?");
        parameters.add(filter.namespace());
        parameters.add(filter.namespace());
      }
      if (filter.text() != null) {
        sql.append(" and (name ilike ? or namespace ilike ?)");
        String like = "%" + escape(filter.text()) + "%";
        parameters.add(like);
        parameters.add(like);
      }
      sql.append("))");
    }
    sql.append(" order by left(namespace, 128), left(name, 256), id limit ?");
    parameters.add(limit);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i) instanceof Collection<?> ids) {
          query.setArray(i + 1, connection.createArrayOf("uuid", ids.toArray()));
        } else {
          query.setObject(i + 1, parameters.get(i));
        }
      }
      return rows(query);
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** Those of the ids that events use. */
  Map<UUID, Row> known(Collection<UUID> ids) throws SQLException {
    Map<UUID, Row> known = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ROW + " where id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      rows(query).forEach(row -> known.put(row.id, row));
    }
    return known;
  }

  private static List<Row> rows(PreparedStatement query) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Row(
                rows.getObject(1, UUID.class),
                new DatasetId(rows.getString(2), rows.getString(3)),
                instant(rows, 4),
                instant(rows, 5),
                rows.getBoolean(6)));
      }
    }
    return found;
  }

  /** The newest schemas of the datasets, the oldest of them first. */
  List<Schema> schemas(Collection<UUID> ids) throws SQLException {
    List<Schema> schemas = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select * from (select version, bool_or(authoritative), min(fields),"
                    + " min(first_seen) as first_seen, max(last_seen) from dataset_schema"
                    + " where dataset_id = any(?) group by version"
                    + " order by min(first_seen) desc, version limit ?) as newest"
                    + " order by first_seen, version")) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      query.setInt(2, MAX_VERSIONS);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          schemas.add(
              new Schema(
                  rows.getObject(1, UUID.class),
                  rows.getBoolean(2),
                  JSON.readTree(rows.getString(3)),
                  instant(rows, 4),
                  instant(rows, 5)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the projection holds what is no JSON", e);
    }
    return schemas;
  }

  /** The newest changes, the newest first. */
  List<Change> changes(Collection<UUID> ids) throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select c.event_time, c.change, d.namespace, d.name, r.previous_namespace,"
                    + " r.previous_name from dataset_change c join dataset d on d.id = c.dataset_id"
                    + " left join alias_rename r on r.dataset_id = c.dataset_id"
                    + " and r.event_time = c.event_time and c.change = 'RENAME'"
                    + " where c.dataset_id = any(?) order by c.event_time desc, c.digest limit ?")) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      query.setInt(2, MAX_CHANGES);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String previous = rows.getString(6);
          changes.add(
              new Change(
                  instant(rows, 1),
                  rows.getString(2),
                  new DatasetId(rows.getString(3), rows.getString(4)),
                  previous == null ? null : new DatasetId(rows.getString(5), previous)));
        }
      }
    }
    return changes;
  }

  /** Whose instance of each facet is the newest; who writes a dataset outranks who reads it. */
  Map<String, UUID> newestFacets(Collection<UUID> ids) throws SQLException {
    Map<String, UUID> newest = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select distinct on (key) key, owner_id from facet where owner_id = any(?)"
                    + " and not deleted order by key, scope, event_time desc, digest desc")) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          newest.put(rows.getString(1), rows.getObject(2, UUID.class));
        }
      }
    }
    return newest;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
