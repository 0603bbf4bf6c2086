package io.sluice.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.failure.LauncherFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisionerTest {

  @TempDir static Path directory;

  private static RunningServer server;
  private static Databases databases;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.in(directory.resolve("home"));
    databases = server.provision();
    for (String service : ServiceRole.SERVICES) {
      try (Connection connection = Sql.connect(databases.of(service))) {
        Sql.execute(connection, "CREATE TABLE secret AS SELECT '" + service + "' AS mine");
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "catalog, quality", "catalog, lineage", "quality, catalog",
    "quality, lineage", "lineage, catalog", "lineage, quality"
  })
  void keepsServicesOutOfEachOthersSchemas(String role, String other) throws SQLException {
    try (Connection connection = Sql.connect(databases.of(role))) {
      assertThat(Sql.value(connection, "SELECT mine FROM secret")).contains(role);
      assertDenied(connection, "SELECT * FROM " + other + ".secret");
      assertDenied(connection, "CREATE TABLE " + other + ".x (n int)");
      assertDenied(connection, "SET ROLE " + other);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalog", "quality", "lineage"})
  void givesServicesNothingBeyondTheirSchema(String role) throws SQLException {
    try (Connection connection = Sql.connect(databases.of(role))) {
      assertDenied(connection, "CREATE TABLE public.x (n int)");
      assertDenied(connection, "CREATE SCHEMA mine_too");
      assertDenied(connection, "CREATE DATABASE mine_too");
      assertDenied(connection, "CREATE ROLE mine_too");
      assertDenied(connection, "COPY secret TO PROGRAM 'true'");
      assertThat(
              Sql.value(
                  connection,
                  "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
                      + " FROM pg_roles WHERE rolname = current_user"))
          .contains("f");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "catalog, warehouse",
    "quality, postgres",
    "lineage, template1",
    "warehouse_loader, sluice",
    "warehouse_loader, postgres"
  })
  void keepsRolesOutOfOtherDatabases(String role, String database) {
    DatabaseAccess own =
        role.equals("warehouse_loader") ? databases.warehouse() : databases.of(role);
    DatabaseAccess other =
        new DatabaseAccess(
            "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, role, own.password());

    assertThatThrownBy(() -> Sql.connect(other))
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void letsTheLoaderMakeTablesInTheWarehouse() throws SQLException {
    try (Connection connection = Sql.connect(databases.warehouse())) {
      assertThatCode(
              () ->
                  Sql.execute(
                      connection,
                      "CREATE TABLE sales (n int)",
                      "CREATE SCHEMA reports",
                      "INSERT INTO sales VALUES (1)"))
          .doesNotThrowAnyException();
      assertDenied(connection, "COPY sales FROM '/etc/passwd'");
    }
  }

  @Test
  void healsALostPassword() throws Exception {
    Files.delete(server.secrets().databasePasswordFile("catalog"));

    Databases again = server.provision();

    assertThat(Sql.accepts(again.of("catalog"))).isTrue();
    databases = again;
  }

  @Test
  void refusesAServerThatIsNotDurable() throws Exception {
    server.execute(
        "postgres", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()");
    try {
      assertThatThrownBy(ProvisionerTest::provisionSoon)
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("synchronous_commit = off");
    } finally {
      server.execute(
          "postgres", "ALTER SYSTEM RESET synchronous_commit", "SELECT pg_reload_conf()");
    }
  }

  /** The server takes a new setting a moment after it was told. */
  private static void provisionSoon() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      server.provision();
      Thread.sleep(100);
    }
  }

  private static void assertDenied(Connection connection, String sql) {
    assertThatThrownBy(() -> Sql.execute(connection, sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42501");
  }
}
