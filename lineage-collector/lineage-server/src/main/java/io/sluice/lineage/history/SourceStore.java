package io.sluice.lineage.history;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where datasets are kept: what events say of it and what somebody registered. */
@Singleton
public class SourceStore {

  private static final String KNOWN =
      "select coalesce(r.name, s.name) as name, r.type, coalesce(r.created_at, s.first_seen),"
          + " greatest(s.last_seen, r.updated_at), coalesce(r.connection_url, s.uri),"
          + " r.description, coalesce(r.id, s.id) as id"
          + " from source_seen s full join registered_source r on r.id = s.id";

  private final DataSource database;

  SourceStore(DataSource database) {
    this.database = database;
  }

  /**
   * A source.
   *
   * @param name its name
   * @param type what was registered as its type, null if only events tell of it
   * @param createdAt when it was registered, else the earliest event that names it
   * @param updatedAt when it was last registered or named
   * @param connectionUrl where it is, as sent; may be empty
   * @param description what was registered as its description
   */
  public record SourceRow(
      String name,
      @Nullable String type,
      Instant createdAt,
      Instant updatedAt,
      String connectionUrl,
      @Nullable String description) {}

  /** The sources by name. */
  public List<SourceRow> list(Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          SourceStore::row,
          KNOWN + " order by name, id limit ? offset ?",
          page.limit(),
          page.offset());
    }
  }

  /** The source of that id. */
  public Optional<SourceRow> find(UUID id) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
              connection,
              SourceStore::row,
              "select coalesce(r.name, s.name), r.type, coalesce(r.created_at, s.first_seen),"
                  + " greatest(s.last_seen, r.updated_at), coalesce(r.connection_url, s.uri),"
                  + " r.description from (select ?::uuid as id) w left join source_seen s using (id)"
                  + " left join registered_source r using (id) where coalesce(s.name, r.name)"
                  + " is not null",
              id)
          .stream()
          .findFirst();
    }
  }

  private static SourceRow row(ResultSet row) throws SQLException {
    return new SourceRow(
        row.getString(1),
        row.getString(2),
        Sql.instant(row, 3),
        Sql.instant(row, 4),
        row.getString(5),
        row.getString(6));
  }
}
