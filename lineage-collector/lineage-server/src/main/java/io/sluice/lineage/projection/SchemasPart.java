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

/** The versions of datasets' schemas: what each says, and when which dataset had it. */
@Singleton
@Priority(40)
class SchemasPart implements ProjectionPart {

  private static final long MAX_REMEMBERED = 100_000;

  @Override
  public List<String> tables() {
    return List.of("schema_seen", "schema_content");
  }

  @Override
  public Gathering gather() {
    return gather(new WriterMemory());
  }

  @Override
  public Gathering gather(WriterMemory memory) {
    return new Schemas(memory.of(Written.class, Written::new).contents);
  }

  /** One version of a dataset's schema. */
  private record SchemaKey(UUID dataset, UUID version, boolean authoritative) {}

  private static final class Written {
    private final Bounded<UUID, Boolean> contents = new Bounded<>(MAX_REMEMBERED);
  }

  private static final class Schemas implements Gathering {

    private final Map<SchemaKey, TimeSpan> schemas = new LinkedHashMap<>();
    private final Map<UUID, String> contents = new LinkedHashMap<>();
    private final Bounded<UUID, Boolean> written;

    Schemas(Bounded<UUID, Boolean> written) {
      this.written = written;
    }

    @Override
    public void add(Observed event) {
      for (Observed.Use use : event.uses()) {
        SchemaContent schema = use.schema();
        if (schema != null) {
          schemas.merge(
              new SchemaKey(use.id(), schema.version(), use.role() == Role.OUTPUT),
              TimeSpan.at(event.at()),
              TimeSpan::merge);
          contents.put(schema.version(), schema.fields());
        }
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      // A version is a hash of its fields: what was written once never changes.
      Rows fresh = new Rows("uuid", "text");
      contents.forEach(
          (version, fields) -> {
            if (written.get(version) == null) {
              fresh.add(version, fields);
              written.put(version, true, 1);
            }
          });
      fresh.insert(connection, "schema_content (version, fields)", "on conflict do nothing");
      Rows rows = new Rows("uuid", "uuid", "boolean", "timestamptz", "timestamptz");
      schemas.forEach(
          (key, seen) ->
              rows.add(key.dataset, key.version, key.authoritative, seen.first(), seen.last()));
      rows.insert(
          connection,
          "schema_seen (dataset_id, version, authoritative, first_seen, last_seen)",
          "on conflict (dataset_id, version, authoritative) do update set"
              + " first_seen = least(schema_seen.first_seen, excluded.first_seen),"
              + " last_seen = greatest(schema_seen.last_seen, excluded.last_seen)");
    }
  }
}
