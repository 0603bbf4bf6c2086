package io.sluice.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.RunningServer;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T17:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @Test
  void bringsBackEverythingThatWasCommittedBeforeItWhileWritesGoOn() throws Exception {
    Path file = directory.resolve("saved.tar.gz");
    long before;
    try (RunningServer server = RunningServer.in(directory.resolve("home"));
        Writer writer = new Writer(server)) {
      Files.writeString(server.home().data().resolve("sales.csv"), "a,b\n1,2\n");
      before = writer.awaitProgress(300);
      backup(server).write(file);
      writer.awaitProgress(writer.committed() + 100);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    SluiceHome restored = new SluiceHome(directory.resolve("elsewhere"));
    new Restore(restored, CLOCK, line -> {}).read(file, false);

    try (RunningServer server = RunningServer.in(restored.directory())) {
      long count =
          Long.parseLong(server.value("postgres", "SELECT count(*) FROM kept").orElseThrow());
      assertThat(count).isGreaterThanOrEqualTo(before);
      // Every writer inserts a row and counts it in one transaction: half of one would show here.
      assertThat(
              server.value(
                  "postgres",
                  "SELECT (SELECT max(n) = count(*) FROM kept) AND"
                      + " (SELECT total FROM counter) = (SELECT count(*) FROM kept)"))
          .contains("t");
      assertThat(server.home().data().resolve("sales.csv")).hasContent("a,b\n1,2\n");
    }
  }

  @Test
  void refusesToReplaceAnInstallationUnlessForcedAndThenKeepsItAside() throws Exception {
    Path file = directory.resolve("saved.tar.gz");
    SluiceHome home;
    try (RunningServer server = RunningServer.in(directory.resolve("home"))) {
      home = server.home();
      server.execute("postgres", "CREATE TABLE kept AS SELECT 'old' AS state");
      backup(server).write(file);
      server.execute("postgres", "UPDATE kept SET state = 'new'");
    }

    assertThatThrownBy(() -> new Restore(home, CLOCK, line -> {}).read(file, false))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("holds an installation already");
    Restore.Result result = new Restore(home, CLOCK, line -> {}).read(file, true);

    assertThat(result.movedAside().orElseThrow().resolve("pg/PG_VERSION")).exists();
    try (RunningServer server = RunningServer.in(home.directory())) {
      assertThat(server.value("postgres", "SELECT state FROM kept")).contains("old");
    }
  }

  @Test
  void refusesToRestoreUnderARunningServer() throws Exception {
    Path file = directory.resolve("saved.tar.gz");
    try (RunningServer server = RunningServer.in(directory.resolve("home"))) {
      backup(server).write(file);

      assertThatThrownBy(() -> new Restore(server.home(), CLOCK, line -> {}).read(file, true))
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("is running");
      assertThat(server.value("postgres", "SELECT 1")).contains("1");
    }
  }

  @Test
  void refusesADamagedFileAndChangesNothing() throws Exception {
    Path file = directory.resolve("saved.tar.gz");
    try (RunningServer server = RunningServer.in(directory.resolve("home"))) {
      backup(server).write(file);
    }
    Path cut = directory.resolve("cut.tar.gz");
    Files.copy(file, cut);
    try (RandomAccessFile raw = new RandomAccessFile(cut.toFile(), "rw")) {
      raw.setLength(raw.length() - raw.length() / 3);
    }
    Path bent = directory.resolve("bent.tar.gz");
    Files.copy(file, bent);
    try (RandomAccessFile raw = new RandomAccessFile(bent.toFile(), "rw")) {
      raw.seek(raw.length() / 2);
      int one = raw.read();
      raw.seek(raw.length() / 2);
      raw.write(one ^ 0xff);
    }

    for (Path damaged : List.of(cut, bent)) {
      SluiceHome target = new SluiceHome(directory.resolve("target-" + damaged.getFileName()));
      assertThatThrownBy(() -> new Restore(target, CLOCK, line -> {}).read(damaged, false))
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("is not a whole Sluice backup");
      assertThat(target.isInhabited()).isFalse();
    }
  }

  @Test
  void neverWritesOverAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("precious"), "mine");
    try (RunningServer server = RunningServer.in(directory.resolve("home"))) {
      assertThatThrownBy(() -> backup(server).write(file)).hasMessageContaining("exists already");
    }
    assertThat(file).hasContent("mine");
  }

  @Test
  void leavesAnExternalDatabaseToItsOwnTools() throws Exception {
    SluiceHome home = new SluiceHome(directory.resolve("home")).create();
    new PlatformFile(
            "1",
            "http://x",
            "127.0.0.1",
            Map.of(),
            "2026-11-22T17:00:00Z",
            new PlatformFile.Database(true, "jdbc:x", "jdbc:y", "u"),
            List.of())
        .write(home);

    assertThatThrownBy(() -> Backup.refuseExternal(home))
        .isInstanceOf(LauncherFailure.class)
        .extracting(failure -> ((LauncherFailure) failure).exitCode())
        .isEqualTo(LauncherFailure.USAGE);
  }

  private static Backup backup(RunningServer server) {
    return new Backup(server.home(), server.secrets(), "test", CLOCK, line -> {});
  }

  /** Commits rows one by one, as fast as it can, until it is closed. */
  private static final class Writer implements AutoCloseable {
    private final AtomicBoolean go = new AtomicBoolean(true);
    private final AtomicLong committed = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread;

    Writer(RunningServer server) throws Exception {
      server.execute(
          "postgres",
          "CREATE TABLE kept (n bigint PRIMARY KEY, filler text)",
          "CREATE TABLE counter AS SELECT 0::bigint AS total");
      thread = new Thread(() -> write(server));
      thread.start();
    }

    private void write(RunningServer server) {
      try (var connection = server.connect("postgres");
          var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        while (go.get()) {
          statement.execute("INSERT INTO kept SELECT total + 1, repeat('x', 2000) FROM counter");
          statement.execute("UPDATE counter SET total = total + 1");
          connection.commit();
          committed.incrementAndGet();
        }
      } catch (Exception e) {
        failure.set(e);
      }
    }

    long committed() {
      return committed.get();
    }

    long awaitProgress(long rows) throws Exception {
      while (committed.get() < rows) {
        if (failure.get() != null) {
          throw failure.get();
        }
        Thread.sleep(5);
      }
      return committed.get();
    }

    @Override
    public void close() throws Exception {
      go.set(false);
      thread.join();
      if (failure.get() != null) {
        throw failure.get();
      }
    }
  }
}
