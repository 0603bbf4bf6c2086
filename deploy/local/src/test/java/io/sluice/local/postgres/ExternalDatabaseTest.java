package io.sluice.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.settings.DatabaseAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDatabaseTest {

  @TempDir Path directory;

  private RunningServer server;
  private Secrets secrets;

  @BeforeEach
  void startTheUsersServer() throws Exception {
    server = RunningServer.in(directory.resolve("theirs"));
    SluiceHome ours = new SluiceHome(directory.resolve("ours")).create();
    secrets = new Secrets(ours.secrets(), new SecureRandom());
    server.execute(
        "postgres",
        "CREATE ROLE boss LOGIN CREATEROLE CREATEDB PASSWORD 'b'",
        "CREATE ROLE plain LOGIN PASSWORD 'p'",
        "CREATE DATABASE main OWNER boss",
        "GRANT CREATE ON DATABASE main TO plain");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void makesARoleForEachServiceWhereItMay() throws SQLException {
    Databases databases = external("boss", "b").prepare();

    assertThat(databases.external()).isTrue();
    assertThat(databases.warnings()).isEmpty();
    for (String service : ServiceRole.SERVICES) {
      try (Connection connection = Sql.connect(databases.of(service))) {
        Sql.execute(connection, "CREATE TABLE t (n int)");
        assertThat(Sql.value(connection, "SELECT current_user || ' ' || current_schema"))
            .contains(service + " " + service);
      }
    }
    try (Connection quality = Sql.connect(databases.of("quality"))) {
      assertThatThrownBy(() -> Sql.execute(quality, "SELECT * FROM catalog.t"))
          .hasMessageContaining("permission denied");
    }
    assertThat(databases.warehouse().jdbcUrl()).endsWith("/warehouse");
    assertThat(Sql.accepts(databases.warehouse())).isTrue();
  }

  @Test
  void findsItsRolesAgain() throws SQLException {
    external("boss", "b").prepare();

    Databases again = external("boss", "b").prepare();

    assertThat(Sql.accepts(again.of("lineage"))).isTrue();
  }

  @Test
  void makesNewPasswordsForItsOwnRolesWhenTheOldAreLost() throws SQLException {
    external("boss", "b").prepare();
    Path fresh = new SluiceHome(directory.resolve("fresh")).create().secrets();
    secrets = new Secrets(fresh, new SecureRandom());

    Databases again = external("boss", "b").prepare();

    assertThat(Sql.accepts(again.of("catalog"))).isTrue();
  }

  @Test
  void leavesARoleOfSomebodyElseAlone() throws SQLException {
    server.execute("postgres", "CREATE ROLE catalog LOGIN PASSWORD 'theirs'");

    assertThatThrownBy(() -> external("boss", "b").prepare())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("'catalog' exists")
        .hasMessageContaining("not ours to change");
  }

  @Test
  void sharesTheGivenUserWhereItMayMakeNoRoles() throws SQLException {
    Databases databases = external("plain", "p").prepare();

    assertThat(databases.warnings()).singleElement().asString().contains("may not create roles");
    try (Connection connection = Sql.connect(databases.of("lineage"))) {
      assertThat(Sql.value(connection, "SELECT current_user || ' ' || current_schema"))
          .contains("plain lineage");
    }
    assertThat(databases.warehouse().jdbcUrl()).contains("/main?currentSchema=warehouse");
  }

  @Test
  void refusesAServerThatIsNotDurable() throws SQLException {
    server.execute("postgres", "ALTER ROLE boss SET synchronous_commit = off");

    assertThatThrownBy(() -> external("boss", "b").prepare())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("synchronous_commit = off");
  }

  @Test
  void saysWhatIsWrongWithTheAddress() {
    assertThatThrownBy(() -> external("boss", "wrong").prepare())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("password authentication failed");
  }

  private ExternalDatabase external(String user, String password) {
    String url = "postgresql://" + user + ":" + password + "@127.0.0.1:" + server.port() + "/main";
    return new ExternalDatabase(DatabaseAddress.parse(url, null, null), secrets);
  }
}
