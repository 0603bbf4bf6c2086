package io.sluice.quality.server.connection;

import io.sluice.quality.engine.DatabaseAddress;
import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps connections, without their passwords. */
@ApplicationScoped
public class ConnectionStore {

  private static final String SELECT =
      "select name, url, username, secret_kind, secret_name, updated_at, updated_by"
          + " from connection";

  private final Database database;

  /** Keeps them in the given database. */
  @Inject
  public ConnectionStore(Database database) {
    this.database = database;
  }

  /**
   * Keeps a connection, in the place of one of its name.
   *
   * @return whether there was none of its name
   */
  public boolean save(RegisteredConnection connection) {
    return database.transaction(
        kept ->
            Statement.of(
                    kept,
                    """
                    insert into connection (name, type, url, username, secret_kind, secret_name,
                      updated_at, updated_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (name) do update set type = excluded.type, url = excluded.url,
                      username = excluded.username, secret_kind = excluded.secret_kind,
                      secret_name = excluded.secret_name, updated_at = excluded.updated_at,
                      updated_by = excluded.updated_by
                    returning xmax = 0 as fresh""",
                    connection.name(),
                    ConnectionReader.TYPE,
                    connection.address().url(),
                    connection.user(),
                    connection.password().kind().written(),
                    connection.password().name(),
                    connection.updatedAt(),
                    connection.updatedBy())
                .first(row -> row.getBoolean("fresh"))
                .orElse(false));
  }

  /** The connection of that name. */
  public Optional<RegisteredConnection> find(String name) {
    return database.transaction(
        kept -> Statement.of(kept, SELECT + " where name = ?", name).first(ConnectionStore::read));
  }

  /** Connections after a name, by name. */
  public List<RegisteredConnection> list(String after, int most) {
    return database.transaction(
        kept ->
            Statement.of(kept, SELECT + " where name > ? order by name limit ?", after, most)
                .list(ConnectionStore::read));
  }

  /** Forgets a connection; false if there was none of that name. */
  public boolean delete(String name) {
    return database.transaction(
        kept -> Statement.of(kept, "delete from connection where name = ?", name).update() > 0);
  }

  private static RegisteredConnection read(ResultSet row) throws SQLException {
    return new RegisteredConnection(
        row.getString("name"),
        DatabaseAddress.parse(row.getString("url")),
        row.getString("username"),
        new SecretReference(
            SecretReference.Kind.valueOf(row.getString("secret_kind").toUpperCase(Locale.ROOT)),
            row.getString("secret_name")),
        Statement.instant(row, "updated_at"),
        row.getString("updated_by"));
  }
}
