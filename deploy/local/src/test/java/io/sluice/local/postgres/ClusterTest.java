package io.sluice.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.process.ProcessIdentity;
import io.sluice.local.process.ProcessTable;
import io.sluice.local.process.TcpPort;
import io.sluice.local.process.Terminator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

  @TempDir Path directory;

  private SluiceHome home;
  private Secrets secrets;
  private Cluster cluster;

  @BeforeEach
  void makeHome() {
    home = new SluiceHome(directory.resolve("home")).create();
    secrets = new Secrets(home.secrets(), new SecureRandom());
    TemplateCluster.copyInto(home);
    cluster = new Cluster(home, SharedBinaries.get());
  }

  @AfterEach
  void stop() {
    cluster.stop();
  }

  @Test
  void runsDurablyAndSortsByCodePoint() throws Exception {
    Cluster.Running running = start();

    try (Connection connection = connect(running)) {
      assertThat(show(connection, "fsync")).isEqualTo("on");
      assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
      assertThat(show(connection, "full_page_writes")).isEqualTo("on");
      assertThat(show(connection, "data_checksums")).isEqualTo("on");
      assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(show(connection, "password_encryption")).isEqualTo("scram-sha-256");
      assertThat(
              Sql.value(
                  connection,
                  "SELECT string_agg(x, '' ORDER BY x) FROM unnest(array['ä','Z','a','b','B']) x"))
          .contains("BZabä");
    }
    assertThat(mode(home.pg())).isEqualTo("rwx------");
  }

  @Test
  void letsNobodyInWithoutAPassword() {
    Cluster.Running running = start();
    DatabaseAccess access = superuser(running);

    assertThatThrownBy(
            () -> Sql.connect(new DatabaseAccess(access.jdbcUrl(), access.user(), "guess")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void losesNoCommittedRowWhenItsPostmasterIsKilled() throws Exception {
    Cluster.Running running = start();
    int committed = 0;
    try (Connection connection = connect(running)) {
      Sql.execute(connection, "CREATE TABLE kept (n int)");
      for (int i = 0; i < 200; i++) {
        Sql.execute(connection, "INSERT INTO kept VALUES (" + i + ")");
        committed++;
      }
      connection.setAutoCommit(false);
      Sql.execute(connection, "INSERT INTO kept VALUES (-1)");
      Terminator.kill(running.postmaster());
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as("the connection died with the server").startsWith("08");
    }

    Cluster.Running again = start();

    try (Connection connection = connect(again)) {
      assertThat(Sql.value(connection, "SELECT count(*) || ' ' || min(n) FROM kept"))
          .contains(committed + " 0");
    }
  }

  @Test
  void startsAgainAfterAStop() throws Exception {
    try (Connection connection = connect(start())) {
      Sql.execute(connection, "CREATE TABLE kept AS SELECT 42 AS n");
    }
    assertThat(cluster.stop()).isTrue();
    assertThat(cluster.stop()).isFalse();
    assertThat(Cluster.running(home)).isEmpty();

    try (Connection connection = connect(start())) {
      assertThat(Sql.value(connection, "SELECT n FROM kept")).contains("42");
    }
  }

  @Test
  void adoptsAServerThatAnInterruptedCommandLeft() {
    Cluster.Running first = start();

    Cluster.Running found = new Cluster(home, SharedBinaries.get()).start(1);

    assertThat(found).isEqualTo(first);
  }

  @Test
  void ignoresALockFileThatNamesAnotherProgram() throws Exception {
    Cluster.Running first = start();
    Path lock = home.pg().resolve("postmaster.pid");
    String content = Files.readString(lock);
    Terminator.kill(first.postmaster());
    long stranger = ProcessHandle.current().pid();
    Files.writeString(lock, content.replaceFirst("^\\d+", Long.toString(stranger)));

    Cluster.Running again = start();

    assertThat(again.postmaster().pid()).isNotEqualTo(stranger);
    assertThat(ProcessIdentity.of(stranger)).isPresent();
  }

  @Test
  void startsOverALockFileOfAZombie() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 30").start();
    long zombie = Long.parseLong(parent.inputReader().readLine());
    while (ProcessTable.startTicks(zombie).isPresent()) {
      Thread.onSpinWait();
    }
    Files.writeString(
        home.pg().resolve("postmaster.pid"),
        zombie + "\n" + home.pg() + "\n1763800000\n5999\n\n127.0.0.1\n0 0\nready\n");

    Cluster.Running running = start();

    assertThat(running.postmaster().isAlive()).isTrue();
    parent.destroyForcibly();
  }

  @Test
  void leavesAServerOfAnotherDirectoryAlone() throws Exception {
    Cluster.Running mine = start();
    SluiceHome other = new SluiceHome(directory.resolve("other")).create();
    TemplateCluster.copyInto(other);
    Cluster neighbour = new Cluster(other, SharedBinaries.get());
    // A lock file that was copied along with a data directory names the neighbour's server.
    Files.copy(home.pg().resolve("postmaster.pid"), other.pg().resolve("postmaster.pid"));

    assertThat(neighbour.stop()).isFalse();
    Cluster.Running theirs = neighbour.start(TcpPort.freeFrom("127.0.0.1", 18470));

    assertThat(mine.postmaster().isAlive()).isTrue();
    assertThat(theirs.postmaster()).isNotEqualTo(mine.postmaster());
    neighbour.stop();
    assertThat(mine.postmaster().isAlive()).isTrue();
  }

  @Test
  void refusesTheDataOfAnotherMajorVersion() throws IOException {
    Files.writeString(home.pg().resolve("PG_VERSION"), "17\n");

    assertThatThrownBy(() -> cluster.initialise(secrets.databasePasswordFile("postgres")))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("made by PostgreSQL 17; this Sluice runs 18");
    Files.writeString(home.pg().resolve("PG_VERSION"), "18\n");
  }

  @Test
  void refusesToBuildOverFilesThatAreNotIts() throws IOException {
    SluiceHome strange = new SluiceHome(directory.resolve("strange")).create();
    Files.createDirectory(strange.pg());
    Files.writeString(strange.pg().resolve("notes.txt"), "mine");

    assertThatThrownBy(
            () ->
                new Cluster(strange, SharedBinaries.get())
                    .initialise(secrets.databasePasswordFile("postgres")))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("is no PostgreSQL data directory");
    assertThat(strange.pg().resolve("notes.txt")).exists();
  }

  private Cluster.Running start() {
    try {
      return cluster.start(TcpPort.freeFrom("127.0.0.1", 18450));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private DatabaseAccess superuser(Cluster.Running running) {
    return new Provisioner(secrets, running.port()).superuser("postgres");
  }

  private Connection connect(Cluster.Running running) throws SQLException {
    return Sql.connect(superuser(running));
  }

  private static String show(Connection connection, String setting) throws SQLException {
    return Sql.value(connection, "SHOW " + setting).orElseThrow();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
