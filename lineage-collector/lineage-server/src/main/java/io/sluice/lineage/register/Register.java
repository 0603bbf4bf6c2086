package io.sluice.lineage.register;

import io.sluice.lineage.history.Sql;
import io.sluice.lineage.projection.EntityIds;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes down what somebody decided about namespaces, sources and tags. */
@Singleton
public class Register {

  private final DataSource database;
  private final Clock clock;

  Register(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Registers a namespace or changes it, and brings it back if it was deleted; a description that
   * is null leaves the one before.
   */
  public void putNamespace(String name, String owner, @Nullable String description)
      throws SQLException {
    Instant now = now();
    UUID id = EntityIds.ofNamespace(name);
    try (Connection connection = database.getConnection()) {
      Sql.update(
          connection,
          "insert into registered_namespace as kept values (?, ?, ?, ?, ?, ?) on conflict (id)"
              + " do update set owner = excluded.owner,"
              + " description = coalesce(excluded.description, kept.description),"
              + " updated_at = excluded.updated_at",
          id,
          name,
          owner,
          description,
          now,
          now);
      Sql.update(
          connection,
          "update deletion set revived_at = position where entity_id = ? and revived_at is null",
          id);
    }
  }

  /** Registers a source or changes it; a description that is null leaves the one before. */
  public void putSource(String name, String type, String url, @Nullable String description)
      throws SQLException {
    Instant now = now();
    try (Connection connection = database.getConnection()) {
      Sql.update(
          connection,
          "insert into registered_source as kept values (?, ?, ?, ?, ?, ?, ?) on conflict (id)"
              + " do update set type = excluded.type, connection_url = excluded.connection_url,"
              + " description = coalesce(excluded.description, kept.description),"
              + " updated_at = excluded.updated_at",
          EntityIds.ofSource(name),
          name,
          type,
          url,
          description,
          now,
          now);
    }
  }

  /** Makes a tag or changes what it means; a description that is null leaves the one before. */
  public void putTag(String name, @Nullable String description) throws SQLException {
    try (Connection connection = database.getConnection()) {
      putTag(connection, name, description);
    }
  }

  private void putTag(Connection connection, String name, @Nullable String description)
      throws SQLException {
    Instant now = now();
    Sql.update(
        connection,
        "insert into tag as kept values (?, ?, ?, ?) on conflict (name) do update set"
            + " description = excluded.description, updated_at = excluded.updated_at"
            + " where excluded.description is not null",
        name,
        description,
        now,
        now);
  }

  /**
   * Gives a tag, which is made if there is none of that name. Giving it again changes nothing.
   *
   * @param entity the job or dataset
   * @param field a field of the dataset, empty for the whole
   */
  public void tag(UUID entity, String field, String tag, String by) throws SQLException {
    try (Connection connection = database.getConnection()) {
      putTag(connection, tag, null);
      Sql.update(
          connection,
          "insert into entity_tag values (?, ?, ?, ?, ?) on conflict do nothing",
          entity,
          field,
          tag,
          now(),
          by);
    }
  }

  /** Takes a tag away; one that is not there is no mistake. */
  public void untag(UUID entity, String field, String tag) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Sql.update(
          connection,
          "delete from entity_tag where entity_id = ? and field = ? and tag = ?",
          entity,
          field,
          tag);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
