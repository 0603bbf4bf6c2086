package io.sluice.lineage.projection;

import io.sluice.lineage.facet.ColumnLink;
import io.sluice.lineage.run.DatasetRole.Role;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Column lineage: the newest facet of a dataset and job replaces the one before whole. */
@Singleton
@Priority(30)
class ColumnsPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("column_source", "column_link");
  }

  @Override
  public Gathering gather() {
    return new Columns();
  }

  /** Whose column lineage it is. */
  private record ColumnKey(UUID dataset, UUID job) {}

  private static final class Columns implements Gathering {

    private final Map<ColumnKey, Latest<List<ColumnLink>>> columns = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      for (Observed.Use use : event.uses()) {
        if (use.role() == Role.OUTPUT) {
          ColumnLink.in(use.sent().facets())
              .ifPresent(
                  links ->
                      columns.merge(
                          new ColumnKey(use.id(), event.job()),
                          event.report(links),
                          Latest::newer));
        }
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      if (columns.isEmpty()) {
        return;
      }
      Map<ColumnKey, Latest<String>> before = load(connection);
      Rows sources = new Rows("uuid", "uuid", "timestamptz", "text", "text");
      Rows replaced = new Rows("uuid", "uuid");
      Rows links = new Rows("uuid", "text", "uuid", "text", "uuid", "boolean", "text");
      columns.forEach(
          (key, newest) -> {
            Latest<String> old = before.get(key);
            if (old != null && !newest.newerThan(old)) {
              return;
            }
            String content = EntityIds.hash(newest.value().toString()).toString();
            sources.add(key.dataset(), key.job(), newest.at(), newest.digest(), content);
            // Most runs of a job repeat its lineage; only the time of the report moves then.
            if (old == null || !old.value().equals(content)) {
              replaced.add(key.dataset(), key.job());
              add(links, key, newest.value());
            }
          });
      sources.insert(
          connection,
          "column_source",
          "on conflict (dataset_id, job_id) do update set event_time = excluded.event_time,"
              + " digest = excluded.digest, content = excluded.content");
      delete(connection, replaced);
      links.insert(connection, "column_link", "");
    }

    private static void add(Rows links, ColumnKey key, List<ColumnLink> columns) {
      for (ColumnLink link : columns) {
        links.add(
            key.dataset(),
            link.field(),
            EntityIds.of(link.input()),
            link.inputField(),
            key.job(),
            link.direct(),
            SchemaJson.transformations(link));
      }
    }

    private static void delete(Connection connection, Rows replaced) throws SQLException {
      if (replaced.isEmpty()) {
        return;
      }
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from column_link using "
                  + replaced.unnest()
                  + " as gone(dataset_id, job_id) where column_link.dataset_id = gone.dataset_id"
                  + " and column_link.job_id = gone.job_id")) {
        replaced.bind(delete, 1);
        delete.executeUpdate();
      }
    }

    private Map<ColumnKey, Latest<String>> load(Connection connection) throws SQLException {
      Rows keys = new Rows("uuid", "uuid");
      columns.keySet().forEach(key -> keys.add(key.dataset(), key.job()));
      Map<ColumnKey, Latest<String>> known = new HashMap<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              "select s.dataset_id, s.job_id, s.event_time, s.digest, s.content"
                  + " from column_source s join "
                  + keys.unnest()
                  + " as wanted(dataset_id, job_id) using (dataset_id, job_id)")) {
        keys.bind(query, 1);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            known.put(
                new ColumnKey(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)),
                new Latest<>(
                    rows.getObject(3, OffsetDateTime.class).toInstant(),
                    rows.getString(4),
                    rows.getString(5)));
          }
        }
      }
      return known;
    }
  }
}
