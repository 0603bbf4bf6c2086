package io.sluice.quality.server.testing;

import io.sluice.access.testing.PostgresResource;
import io.sluice.quality.server.database.Database;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real, empty schema for tests of stores that need no server. */
public final class TestDatabase {

  private TestDatabase() {}

  /** A fresh schema of that name with all migrations. */
  public static Database fresh(String role) {
    PostgresResource postgres = new PostgresResource();
    postgres.init(Map.of(PostgresResource.ROLE, role));
    Map<String, String> settings = postgres.start();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.get("quarkus.datasource.jdbc.url"));
    source.setUser(settings.get("quarkus.datasource.username"));
    source.setPassword(settings.get("quarkus.datasource.password"));
    source.setCurrentSchema(role);
    Flyway.configure().dataSource(source).schemas(role).defaultSchema(role).load().migrate();
    return new Database(source);
  }
}
