package io.sluice.lineage.graph;

import io.sluice.catalog.model.DatasetId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the links of one ring of columns: one question to PostgreSQL. */
@Singleton
class ColumnStepStore {

  private static final String SELECT =
      "select v.dataset_id, o.namespace, o.name, l.field, l.input_id, i.namespace, i.name,"
          + " l.input_field, l.direct, l.transformations"
          + " from column_link l join column_version v on v.version = l.version"
          + " join dataset o on o.id = v.dataset_id join dataset i on i.id = l.input_id";

  /** The newest report that is known to be from no later than the time; see the migration V4. */
  private static final String HELD =
      " and v.first_seen <= ? and not exists (select 1 from column_version b"
          + " where b.dataset_id = v.dataset_id and b.job_id = v.job_id and b.first_seen <= ?"
          + " and (case when b.last_seen <= ? then b.last_seen else b.first_seen end, b.version)"
          + " > (case when v.last_seen <= ? then v.last_seen else v.first_seen end, v.version))";

  private final DataSource database;

  ColumnStepStore(DataSource database) {
    this.database = database;
  }

  /** A field of a dataset, one that it comes from, and how. */
  record Step(
      UUID dataset,
      DatasetId name,
      String field,
      UUID input,
      DatasetId inputName,
      String inputField,
      boolean direct,
      String transformations) {}

  /** The links from a field of some datasets that are one, or from all of their fields. */
  List<Step> from(
      List<UUID> datasets,
      @Nullable String field,
      boolean down,
      boolean directOnly,
      int limit,
      @Nullable Instant asOf)
      throws SQLException {
    String where =
        (down ? " where l.input_id = any(?)" : " where v.dataset_id = any(?)")
            + " and (?::text is null or "
            + (down ? "l.input_field" : "l.field")
            + " = ?)";
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(SELECT + where + tail(directOnly, asOf))) {
      query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
      query.setString(2, field);
      query.setString(3, field);
      return read(query, 4, limit, asOf);
    }
  }

  /** The links from pairs of a dataset and a field. */
  List<Step> from(
      List<UUID> datasets,
      List<String> fields,
      boolean down,
      boolean directOnly,
      int limit,
      @Nullable Instant asOf)
      throws SQLException {
    String where =
        " join unnest(?::uuid[], ?::text[]) as w(dataset, field) on "
            + (down
                ? "w.dataset = l.input_id and w.field = l.input_field"
                : "w.dataset = v.dataset_id and w.field = l.field")
            + " where true";
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(SELECT + where + tail(directOnly, asOf))) {
      query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
      query.setArray(2, connection.createArrayOf("text", fields.toArray()));
      return read(query, 3, limit, asOf);
    }
  }

  private static String tail(boolean directOnly, @Nullable Instant asOf) {
    return (directOnly ? " and l.direct" : "")
        + (asOf == null ? " and v.current" : HELD)
        + " order by v.dataset_id, l.field, l.input_id, l.input_field limit ?";
  }

  private static List<Step> read(
      PreparedStatement query, int next, int limit, @Nullable Instant asOf) throws SQLException {
    int parameter = next;
    for (int i = 0; asOf != null && i < 4; i++) {
      query.setObject(parameter++, asOf.atOffset(ZoneOffset.UTC));
    }
    query.setInt(parameter, limit);
    List<Step> steps = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        steps.add(
            new Step(
                rows.getObject(1, UUID.class),
                new DatasetId(rows.getString(2), rows.getString(3)),
                rows.getString(4),
                rows.getObject(5, UUID.class),
                new DatasetId(rows.getString(6), rows.getString(7)),
                rows.getString(8),
                rows.getBoolean(9),
                rows.getString(10)));
      }
    }
    return steps;
  }
}
