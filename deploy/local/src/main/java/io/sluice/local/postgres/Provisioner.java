package io.sluice.local.postgres;

import io.sluice.local.home.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the databases and the roles of our own server; every step may be repeated. */
public final class Provisioner {

  private final Secrets secrets;
  private final int port;

  /** Works on the server at a port of this machine. */
  public Provisioner(Secrets secrets, int port) {
    this.secrets = secrets;
    this.port = port;
  }

  /** Makes what is missing and tells how to reach it. */
  public Databases provision() {
    try {
      try (Connection server = Sql.connect(superuser("postgres"))) {
        Durability.require(server);
        for (String service : ServiceRole.SERVICES) {
          ensureRole(server, service, secrets.databasePassword(service));
        }
        ensureRole(server, ServiceRole.WAREHOUSE_LOADER, warehousePassword());
        ensureDatabases(server);
      }
      try (Connection sluice = Sql.connect(superuser(ServiceRole.SLUICE_DATABASE))) {
        separateServices(sluice);
      }
      try (Connection warehouse = Sql.connect(superuser(ServiceRole.WAREHOUSE_DATABASE))) {
        Sql.execute(
            warehouse,
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            "GRANT ALL ON SCHEMA public TO " + ServiceRole.WAREHOUSE_LOADER);
      }
      return databases();
    } catch (SQLException e) {
      throw Sql.failure("prepare the databases", e);
    }
  }

  /** How the superuser reaches a database; for backups and checks. */
  public DatabaseAccess superuser(String database) {
    return new DatabaseAccess(
        url(database), ServiceRole.SUPERUSER, secrets.databasePassword(ServiceRole.SUPERUSER));
  }

  private Databases databases() {
    Map<String, DatabaseAccess> services = new HashMap<>();
    for (String service : ServiceRole.SERVICES) {
      services.put(
          service,
          new DatabaseAccess(
              url(ServiceRole.SLUICE_DATABASE) + "?currentSchema=" + service,
              service,
              secrets.databasePassword(service)));
    }
    DatabaseAccess warehouse =
        new DatabaseAccess(
            url(ServiceRole.WAREHOUSE_DATABASE), ServiceRole.WAREHOUSE_LOADER, warehousePassword());
    return new Databases(false, url(ServiceRole.SLUICE_DATABASE), services, warehouse, List.of());
  }

  private void ensureRole(Connection server, String role, String password) throws SQLException {
    if (!Sql.isTrue(server, "SELECT true FROM pg_roles WHERE rolname = ?", role)) {
      Sql.execute(
          server,
          "CREATE ROLE "
              + role
              + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD "
              + Sql.verifier(role, password));
      return;
    }
    DatabaseAccess probe = new DatabaseAccess(url(databaseOf(role)), role, password);
    if (exists(server, databaseOf(role)) && !Sql.accepts(probe)) {
      // The file in secrets/ is what counts: a lost or restored one heals itself here.
      Sql.execute(server, "ALTER ROLE " + role + " PASSWORD " + Sql.verifier(role, password));
    }
  }

  private static String databaseOf(String role) {
    return role.equals(ServiceRole.WAREHOUSE_LOADER)
        ? ServiceRole.WAREHOUSE_DATABASE
        : ServiceRole.SLUICE_DATABASE;
  }

  private static void ensureDatabases(Connection server) throws SQLException {
    for (String database : List.of(ServiceRole.SLUICE_DATABASE, ServiceRole.WAREHOUSE_DATABASE)) {
      if (!exists(server, database)) {
        Sql.execute(server, "CREATE DATABASE " + database);
      }
    }
    for (String database :
        List.of(
            "postgres", "template1", ServiceRole.SLUICE_DATABASE, ServiceRole.WAREHOUSE_DATABASE)) {
      Sql.execute(server, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
    }
    Sql.execute(
        server,
        "GRANT CONNECT, TEMPORARY ON DATABASE "
            + ServiceRole.SLUICE_DATABASE
            + " TO "
            + String.join(", ", ServiceRole.SERVICES),
        "GRANT CONNECT, TEMPORARY, CREATE ON DATABASE "
            + ServiceRole.WAREHOUSE_DATABASE
            + " TO "
            + ServiceRole.WAREHOUSE_LOADER);
  }

  private static boolean exists(Connection server, String database) throws SQLException {
    return Sql.isTrue(server, "SELECT true FROM pg_database WHERE datname = ?", database);
  }

  private static void separateServices(Connection sluice) throws SQLException {
    Sql.execute(sluice, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    for (String role : ServiceRole.SERVICES) {
      Sql.execute(
          sluice,
          "CREATE SCHEMA IF NOT EXISTS " + role + " AUTHORIZATION " + role,
          "REVOKE ALL ON SCHEMA " + role + " FROM PUBLIC",
          "ALTER ROLE " + role + " SET search_path = " + role);
    }
  }

  private String warehousePassword() {
    return secrets.databasePassword(ServiceRole.WAREHOUSE_SECRET);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
