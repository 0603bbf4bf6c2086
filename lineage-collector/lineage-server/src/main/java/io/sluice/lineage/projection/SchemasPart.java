package io.sluice.lineage.projection;

import io.sluice.lineage.run.DatasetRole.Role;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The versions of datasets' schemas. */
@Singleton
@Priority(40)
class SchemasPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("dataset_schema");
  }

  @Override
  public Gathering gather() {
    return new Schemas();
  }

  /** One version of a dataset's schema. */
  private record SchemaKey(UUID dataset, SchemaContent schema, boolean authoritative) {}

  private static final class Schemas implements Gathering {

    private final Map<SchemaKey, TimeSpan> schemas = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      for (Observed.Use use : event.uses()) {
        if (use.schema() != null) {
          schemas.merge(
              new SchemaKey(use.id(), use.schema(), use.role() == Role.OUTPUT),
              TimeSpan.at(event.at()),
              TimeSpan::merge);
        }
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows = new Rows("uuid", "uuid", "boolean", "text", "timestamptz", "timestamptz");
      schemas.forEach(
          (key, seen) ->
              rows.add(
                  key.dataset,
                  key.schema.version(),
                  key.authoritative,
                  key.schema.fields(),
                  seen.first(),
                  seen.last()));
      rows.insert(
          connection,
          "dataset_schema",
          "on conflict (dataset_id, version, authoritative) do update set"
              + " first_seen = least(dataset_schema.first_seen, excluded.first_seen),"
              + " last_seen = greatest(dataset_schema.last_seen, excluded.last_seen)");
    }
  }
}
