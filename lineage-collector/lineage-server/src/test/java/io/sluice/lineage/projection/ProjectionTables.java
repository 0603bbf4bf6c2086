package io.sluice.lineage.projection;

import io.sluice.lineage.testing.Api;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What the projection's tables hold, to be compared. */
@Singleton
public class ProjectionTables {

  /** What is the same in whichever order events came; elsewhere only log positions are not. */
  private static final Map<String, String> WITHOUT_POSITIONS =
      Map.of(
          "link",
          "select kind, from_id, to_id, job_id, source_id, valid_from, valid_to, close_reason"
              + " from link where known_to is null",
          "edge",
          "select job_id, dataset_id, role, valid_from, valid_to, close_reason from edge"
              + " where known_to is null",
          "dataset",
          "select id, namespace, name, first_seen, last_seen, alive_at, dropped_at from dataset",
          "facet_place",
          "select owner_id, scope, key, event_time, digest, deleted from facet");

  private final DataSource database;
  private final ProjectionStore projection;

  ProjectionTables(DataSource database, ProjectionStore projection) {
    this.database = database;
    this.projection = projection;
  }

  /** The rows of each table, sorted. */
  public Map<String, List<String>> read(boolean withPositions) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement query = connection.createStatement()) {
      for (String table : projection.tables()) {
        String sql =
            withPositions
                ? "select * from " + table
                : WITHOUT_POSITIONS.getOrDefault(
                    table, "select to_jsonb(t) - 'position' - 'through' from " + table + " t");
        List<String> rows = new ArrayList<>();
        try (ResultSet result = query.executeQuery("select t::text from (" + sql + ") t")) {
          while (result.next()) {
            rows.add(result.getString(1));
          }
        }
        Collections.sort(rows);
        tables.put(table, rows);
      }
    }
    return tables;
  }

  /** Begins anew: forgets the events and everything that was made of them. */
  public void clear() throws SQLException {
    Api.get("/api/lineage/v1/position");
    try (Connection connection = database.getConnection();
        Statement delete = connection.createStatement()) {
      connection.setAutoCommit(false);
      delete.execute("select 1 from projection where id = 1 for update");
      for (String table : projection.tables()) {
        delete.execute("delete from " + table);
      }
      // Positions go on from the last one, as they always do.
      delete.execute("delete from event where position < (select max(position) from event)");
      delete.execute("update event set digest = sha256(position::text::bytea)");
      delete.execute("update projection set generation = generation + 1");
      connection.commit();
    }
  }
}
