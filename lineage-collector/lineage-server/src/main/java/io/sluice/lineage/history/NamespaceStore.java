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

/** Namespaces: those that events name and those that somebody registered. */
@Singleton
public class NamespaceStore {

  private static final String KNOWN =
      "select coalesce(n.name, r.name) as name, coalesce(r.created_at, n.first_seen) as created,"
          + " greatest(n.last_seen, r.updated_at) as updated, r.owner, r.description,"
          + " coalesce(n.id, r.id) as id, exists (select 1 from deletion d"
          + " where d.entity_id = coalesce(n.id, r.id) and d.revived_at is null) as hidden"
          + " from namespace n full join registered_namespace r on r.id = n.id";

  private final DataSource database;

  NamespaceStore(DataSource database) {
    this.database = database;
  }

  /**
   * A namespace.
   *
   * @param name its name
   * @param createdAt when it was registered, else the earliest event that mentions it
   * @param updatedAt when it was last registered or mentioned
   * @param owner who owns it, if somebody said so
   * @param description what it is for, if somebody said so
   * @param hidden whether it was deleted and no event has mentioned it since
   */
  public record NamespaceRow(
      String name,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String owner,
      @Nullable String description,
      boolean hidden) {}

  /** The namespaces that are not hidden, by name. */
  public List<NamespaceRow> list(Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          NamespaceStore::row,
          "select * from ("
              + KNOWN
              + ") as known where not hidden order by name, id limit ? offset ?",
          page.limit(),
          page.offset());
    }
  }

  /** The namespace of that id, hidden or not. */
  public Optional<NamespaceRow> find(UUID id) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
              connection,
              NamespaceStore::row,
              "select coalesce(n.name, r.name), coalesce(r.created_at, n.first_seen),"
                  + " greatest(n.last_seen, r.updated_at), r.owner, r.description, w.id,"
                  + " exists (select 1 from deletion d where d.entity_id = w.id"
                  + " and d.revived_at is null)"
                  + " from (select ?::uuid as id) w left join namespace n on n.id = w.id"
                  + " left join registered_namespace r on r.id = w.id"
                  + " where n.id is not null or r.id is not null",
              id)
          .stream()
          .findFirst();
    }
  }

  private static NamespaceRow row(ResultSet row) throws SQLException {
    return new NamespaceRow(
        row.getString(1),
        Sql.instant(row, 2),
        Sql.instant(row, 3),
        row.getString(4),
        row.getString(5),
        row.getBoolean(7));
  }
}
