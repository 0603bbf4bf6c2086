package io.sluice.lineage.graph;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tells which datasets got another schema between two instants. */
@Singleton
class SchemaChanges {

  private static final String SELECT =
      "select d.namespace, d.name, s.version, s.first_seen, s.fields, before.fields"
          + " from dataset_schema s join dataset d on d.id = s.dataset_id"
          + " left join lateral (select p.fields from dataset_schema p"
          + "   where p.dataset_id = s.dataset_id and p.authoritative"
          + "   and p.first_seen < s.first_seen order by p.first_seen desc limit 1) before on true"
          + " where s.authoritative and s.first_seen > ? and s.first_seen <= ?"
          + " and (?::uuid[] is null or s.dataset_id = any(?))"
          + " order by s.first_seen, s.dataset_id, s.version limit ?";

  private final DataSource database;
  private final ObjectMapper json;

  SchemaChanges(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Another schema.
   *
   * @param dataset whose
   * @param version its version
   * @param at when it was seen first
   * @param added columns that the schema before it had not
   * @param removed columns that it has no more
   * @param retyped columns that have another type
   */
  record Change(
      DatasetId dataset,
      UUID version,
      Instant at,
      List<String> added,
      List<String> removed,
      List<String> retyped) {}

  /** The schemas that were seen first after one instant and not after the other. */
  List<Change> between(long from, long to, @Nullable List<UUID> datasets, int limit)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(SELECT)) {
      query.setObject(1, time(from));
      query.setObject(2, time(to));
      var ids = datasets == null ? null : connection.createArrayOf("uuid", datasets.toArray());
      query.setArray(3, ids);
      query.setArray(4, ids);
      query.setInt(5, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Map<String, String> now = types(rows.getString(5));
          Map<String, String> before = types(rows.getString(6));
          changes.add(
              new Change(
                  new DatasetId(rows.getString(1), rows.getString(2)),
                  rows.getObject(3, UUID.class),
                  rows.getObject(4, OffsetDateTime.class).toInstant(),
                  without(now, before),
                  without(before, now),
                  now.keySet().stream()
                      .filter(name -> before.containsKey(name))
                      .filter(name -> !Objects.equals(now.get(name), before.get(name)))
                      .toList()));
        }
      }
    }
    return changes;
  }

  /** Years beyond those that PostgreSQL knows are the last that it does. */
  private static OffsetDateTime time(long micros) {
    OffsetDateTime last = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);
    if (micros >= Moment.micros(last.toInstant())) {
      return last;
    }
    return Moment.instant(Math.max(micros, 0)).atOffset(ZoneOffset.UTC);
  }

  private static List<String> without(Map<String, String> some, Map<String, String> others) {
    return some.keySet().stream().filter(name -> !others.containsKey(name)).toList();
  }

  private Map<String, String> types(@Nullable String fields) {
    Map<String, String> types = new LinkedHashMap<>();
    if (fields == null) {
      return types;
    }
    try {
      for (JsonNode field : json.readTree(fields)) {
        types.put(field.path("name").asText(), field.path("type").asText(""));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the projection holds what is no JSON", e);
    }
    return types;
  }
}
