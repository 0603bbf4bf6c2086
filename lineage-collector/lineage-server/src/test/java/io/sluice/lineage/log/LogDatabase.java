package io.sluice.lineage.log;

import io.sluice.access.testing.PostgresResource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty log in a schema of its own, for tests that need the database and no server. */
final class LogDatabase {

  private LogDatabase() {}

  static DataSource open(String schema) {
    PostgresResource server = new PostgresResource();
    server.init(Map.of(PostgresResource.ROLE, schema));
    Map<String, String> access = server.start();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(access.get("quarkus.datasource.jdbc.url"));
    database.setUser(access.get("quarkus.datasource.username"));
    database.setPassword(access.get("quarkus.datasource.password"));
    database.setCurrentSchema(schema);
    Flyway.configure().dataSource(database).schemas(schema).load().migrate();
    return database;
  }
}
