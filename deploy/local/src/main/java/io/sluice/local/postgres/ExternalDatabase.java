package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.Secrets;
import io.sluice.local.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL that the user brings. Where the given user may create roles, each service gets its
 * own; else all use the given user, with a schema each. We never stop that server, and never change
 * a role that we did not make.
 */
public final class ExternalDatabase {

  private static final String MARK = "Made by sluice up for its service of this name.";

  private final DatabaseAddress address;
  private final Secrets secrets;

  /** A server at an address, with the passwords that we make kept as secrets. */
  public ExternalDatabase(DatabaseAddress address, Secrets secrets) {
    this.address = address;
    this.secrets = secrets;
  }

  /** Checks the server, makes what is missing, and tells how to reach it. */
  public Databases prepare() {
    DatabaseAccess given =
        new DatabaseAccess(
            address.jdbcUrl(address.database(), null), address.user(), address.password());
    try (Connection connection = Sql.connect(given)) {
      List<String> warnings = new ArrayList<>();
      Durability.require(connection);
      if (Durability.fullPageWritesOff(connection)) {
        warnings.add(
            "full_page_writes is off: safe only on a file system that writes pages whole.");
      }
      boolean mayCreateRoles =
          Sql.isTrue(
              connection,
              "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user");
      if (!mayCreateRoles) {
        warnings.add(
            address.user()
                + " may not create roles: all services share this user, each with its own schema.");
      }
      return mayCreateRoles
          ? withOwnRoles(connection, warnings)
          : withGivenUser(connection, warnings);
    } catch (SQLException e) {
      throw LauncherFailure.of(
          "PostgreSQL at " + address.display() + " cannot be used: " + e.getMessage(),
          "Check SLUICE_DB_URL, SLUICE_DB_USER and SLUICE_DB_PASSWORD.");
    }
  }

  private Databases withOwnRoles(Connection connection, List<String> warnings) throws SQLException {
    String database = Sql.name(address.database());
    Map<String, DatabaseAccess> services = new HashMap<>();
    for (String role : ServiceRole.SERVICES) {
      String password = ensureRole(connection, role, role);
      // The owner of a schema must be a role that we can act as.
      Sql.execute(connection, "GRANT " + role + " TO CURRENT_USER");
      Sql.execute(
          connection,
          "CREATE SCHEMA IF NOT EXISTS " + role + " AUTHORIZATION " + role,
          "GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO " + role);
      services.put(
          role, new DatabaseAccess(address.jdbcUrl(address.database(), role), role, password));
    }
    DatabaseAccess warehouse = warehouse(connection, warnings);
    return new Databases(true, url(), services, warehouse, warnings);
  }

  private DatabaseAccess warehouse(Connection connection, List<String> warnings)
      throws SQLException {
    String role = ServiceRole.WAREHOUSE_LOADER;
    String password = ensureRole(connection, role, ServiceRole.WAREHOUSE_SECRET);
    boolean exists =
        Sql.isTrue(
            connection,
            "SELECT true FROM pg_database WHERE datname = ?",
            ServiceRole.WAREHOUSE_DATABASE);
    boolean mayCreate =
        Sql.isTrue(
            connection,
            "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user");
    if (!exists && mayCreate) {
      Sql.execute(connection, "CREATE DATABASE " + ServiceRole.WAREHOUSE_DATABASE);
    }
    if (exists || mayCreate) {
      grantWarehouse(role, warnings);
      return new DatabaseAccess(
          address.jdbcUrl(ServiceRole.WAREHOUSE_DATABASE, null), role, password);
    }
    warnings.add(
        "No database 'warehouse' could be made: its tables go into the schema 'warehouse'.");
    Sql.execute(
        connection,
        "GRANT " + role + " TO CURRENT_USER",
        "CREATE SCHEMA IF NOT EXISTS warehouse AUTHORIZATION " + role,
        "GRANT CONNECT, TEMPORARY ON DATABASE " + Sql.name(address.database()) + " TO " + role);
    return new DatabaseAccess(address.jdbcUrl(address.database(), "warehouse"), role, password);
  }

  private void grantWarehouse(String role, List<String> warnings) throws SQLException {
    DatabaseAccess given =
        new DatabaseAccess(
            address.jdbcUrl(ServiceRole.WAREHOUSE_DATABASE, null),
            address.user(),
            address.password());
    try (Connection warehouse = Sql.connect(given)) {
      Sql.execute(
          warehouse,
          "GRANT CONNECT, TEMPORARY, CREATE ON DATABASE "
              + ServiceRole.WAREHOUSE_DATABASE
              + " TO "
              + role,
          "GRANT ALL ON SCHEMA public TO " + role);
    } catch (SQLException e) {
      warnings.add("The rights of " + role + " in 'warehouse' could not be set: " + e.getMessage());
    }
  }

  /** The role's password; a role that somebody else made is refused unless we know its password. */
  private String ensureRole(Connection connection, String role, String secret) throws SQLException {
    boolean exists = Sql.isTrue(connection, "SELECT true FROM pg_roles WHERE rolname = ?", role);
    if (!exists) {
      String password = secrets.databasePassword(secret);
      Sql.execute(
          connection,
          "CREATE ROLE " + role + " LOGIN PASSWORD " + Sql.verifier(role, password),
          "COMMENT ON ROLE " + role + " IS '" + MARK + "'");
      return password;
    }
    if (secrets.knownDatabasePassword(secret).isPresent()
        && Sql.accepts(
            new DatabaseAccess(
                address.jdbcUrl(address.database(), null),
                role,
                secrets.databasePassword(secret)))) {
      return secrets.databasePassword(secret);
    }
    boolean ours =
        Sql.value(
                connection,
                "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = ?",
                role)
            .filter(MARK::equals)
            .isPresent();
    if (!ours) {
      throw LauncherFailure.of(
          "The role '" + role + "' exists at " + address.display() + " and is not ours to change.",
          "Put its password into SLUICE_HOME/secrets/" + secret + ".db, or use another server.");
    }
    String password = secrets.databasePassword(secret);
    Sql.execute(connection, "ALTER ROLE " + role + " PASSWORD " + Sql.verifier(role, password));
    return password;
  }

  private Databases withGivenUser(Connection connection, List<String> warnings)
      throws SQLException {
    Map<String, DatabaseAccess> services = new HashMap<>();
    for (String schema : ServiceRole.SERVICES) {
      services.put(schema, asGivenUser(connection, schema));
    }
    secrets.keepDatabasePassword(ServiceRole.WAREHOUSE_SECRET, address.password());
    DatabaseAccess warehouse = asGivenUser(connection, "warehouse");
    return new Databases(true, url(), services, warehouse, warnings);
  }

  private DatabaseAccess asGivenUser(Connection connection, String schema) throws SQLException {
    boolean exists =
        Sql.isTrue(connection, "SELECT true FROM pg_namespace WHERE nspname = ?", schema);
    if (!exists) {
      Sql.execute(connection, "CREATE SCHEMA " + schema);
    }
    return new DatabaseAccess(
        address.jdbcUrl(address.database(), schema), address.user(), address.password());
  }

  private String url() {
    return address.jdbcUrl(address.database(), null);
  }
}
