package io.sluice.access.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A throw-away PostgreSQL, one server per JVM, with an empty schema and a role of the same name
 * (init argument {@code role}) as a service has them in production. It is not durable, so that the
 * servers' check for durability is switched off.
 */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

  /** The init argument that names the role and its schema. */
  public static final String ROLE = "role";

  private static final String URL = "sluice.test.postgres.url";
  private static final String PASSWORD = "test";

  private String role = "sluice";

  @Override
  public void init(Map<String, String> arguments) {
    role = arguments.getOrDefault(ROLE, role);
    if (!role.matches("[a-z_]{1,30}")) {
      throw new IllegalArgumentException("a role is made of small letters: " + role);
    }
  }

  @Override
  public Map<String, String> start() {
    try (Connection connection = DriverManager.getConnection(serverUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + role + " CASCADE");
      statement.execute(
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
              CREATE ROLE %1$s LOGIN PASSWORD '%2$s' NOSUPERUSER;
            END IF;
          END $$"""
              .formatted(role, PASSWORD));
      statement.execute("CREATE SCHEMA " + role + " AUTHORIZATION " + role);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url",
        serverUrl().replaceFirst("\\?.*", ""),
        "quarkus.datasource.username",
        role,
        "quarkus.datasource.password",
        PASSWORD,
        "sluice.database.require-durable",
        "false");
  }

  @Override
  public void stop() {
    // The server serves every test of this JVM and goes down with it.
  }

  /** The superuser's JDBC URL of this JVM's server, which is started on first use. */
  public static String serverUrl() {
    // Class loaders come and go within a test run; system properties and the JDK's classes stay.
    synchronized (System.getProperties()) {
      String running = System.getProperty(URL);
      if (running != null) {
        return running;
      }
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .setLocaleConfig("locale", "C.UTF-8")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        String url = server.getJdbcUrl("postgres", "postgres");
        System.setProperty(URL, url);
        return url;
      } catch (IOException failed) {
        throw new IllegalStateException("PostgreSQL for tests did not start", failed);
      }
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException | RuntimeException ignored) {
      // The JVM is ending; the operating system does the rest.
    }
  }
}
