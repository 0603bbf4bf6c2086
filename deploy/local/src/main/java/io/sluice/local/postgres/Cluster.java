package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.FileTree;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.process.Pause;
import io.sluice.local.process.ProcessIdentity;
import io.sluice.local.process.ProcessTable;
import io.sluice.local.process.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One data directory and the server that works on it; never any other server. */
public final class Cluster {

  /** The major version whose data directories these binaries can read. */
  public static final String MAJOR = "18";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(50);

  private final SluiceHome home;
  private final PostgresBinaries binaries;
  private final Leftovers leftovers;

  /** The server of one home. */
  public Cluster(SluiceHome home, PostgresBinaries binaries) {
    this.home = home;
    this.binaries = binaries;
    this.leftovers = new Leftovers(home.pg());
  }

  /** A server that runs on our data directory. */
  public record Running(ProcessIdentity postmaster, int port) {}

  /** The server that runs on this home's data directory, whoever started it. */
  public static Optional<Running> running(SluiceHome home) {
    return new Leftovers(home.pg()).postmaster();
  }

  /** Whether initdb has been here. */
  public boolean isInitialised() {
    return Files.exists(home.pg().resolve("PG_VERSION"));
  }

  /** Makes the data directory, unless it is there; one of another major version is refused. */
  public void initialise(Path superuserPasswordFile) {
    if (isInitialised()) {
      refuseOtherVersion();
      return;
    }
    Path fresh = home.directory().resolve("pg.new");
    try {
      if (Files.exists(home.pg())) {
        refuseIfNotEmpty();
      }
      FileTree.delete(fresh);
      ProgramRun initdb = run(initdb(superuserPasswordFile, fresh), Duration.ofMinutes(2));
      if (initdb.exitCode() != 0) {
        FileTree.deleteQuietly(fresh);
        throw refused("initdb could not make " + home.pg(), initdb.output());
      }
      Files.writeString(
          fresh.resolve("postgresql.conf"), ServerSettings.INCLUDE, StandardOpenOption.APPEND);
      // Renamed only when whole, so that a killed initdb leaves nothing that looks like a database.
      Files.move(fresh, home.pg(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FileTree.deleteQuietly(fresh);
      throw LauncherFailure.io("make " + home.pg(), e);
    }
  }

  /** Starts the server, or finds the one that runs; waits until it takes connections. */
  public Running start(int port) {
    refuseOtherVersion();
    Optional<Running> found = leftovers.postmaster();
    if (found.isPresent()) {
      return awaitReady(found.get());
    }
    leftovers.clear();
    new ServerSettings(port, home.logs()).writeTo(home.pg());
    ProgramRun start =
        run(
            asPostgresUser(
                binaries.program("pg_ctl").toString(),
                "start",
                "-s",
                "-w",
                "-t",
                Long.toString(START_LIMIT.toSeconds()),
                "-D",
                home.pg().toString(),
                "-l",
                startLog().toString()),
            START_LIMIT.plusSeconds(10));
    if (start.exitCode() != 0) {
      throw refused("PostgreSQL did not start", start.output() + "\n" + lastLines(startLog(), 5));
    }
    Running running =
        leftovers
            .postmaster()
            .orElseThrow(() -> refused("PostgreSQL ended at once", lastLines(startLog(), 5)));
    return awaitReady(running);
  }

  /** Ends the server fast and cleanly; false if none was running. */
  public boolean stop() {
    Optional<Running> found = leftovers.postmaster();
    if (found.isEmpty()) {
      return false;
    }
    ProgramRun stop =
        run(
            asPostgresUser(
                binaries.program("pg_ctl").toString(),
                "stop",
                "-s",
                "-w",
                "-m",
                "fast",
                "-t",
                Long.toString(STOP_LIMIT.toSeconds()),
                "-D",
                home.pg().toString()),
            STOP_LIMIT.plusSeconds(10));
    if (stop.exitCode() != 0 && leftovers.postmaster().isPresent()) {
      throw refused("PostgreSQL did not stop", stop.output());
    }
    return true;
  }

  private Running awaitReady(Running running) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!PostmasterFile.read(home.pg()).map(PostmasterFile::ready).orElse(false)) {
      if (!running.postmaster().isAlive()) {
        throw refused("PostgreSQL ended while starting", lastLines(startLog(), 5));
      }
      if (System.nanoTime() > deadline) {
        throw LauncherFailure.of(
            "PostgreSQL (pid " + running.postmaster().pid() + ") does not take connections.",
            "See " + home.logs() + ".");
      }
      Pause.of(STEP);
    }
    return running;
  }

  private void refuseOtherVersion() {
    try {
      String version = Files.readString(home.pg().resolve("PG_VERSION")).strip();
      if (!version.equals(MAJOR)) {
        throw LauncherFailure.of(
            home.pg() + " was made by PostgreSQL " + version + "; this Sluice runs " + MAJOR + ".",
            "Start it with the Sluice that made it, or set SLUICE_HOME to a new directory.");
      }
    } catch (IOException e) {
      throw LauncherFailure.io("read PG_VERSION of " + home.pg(), e);
    }
  }

  private void refuseIfNotEmpty() throws IOException {
    try (var entries = Files.list(home.pg())) {
      if (entries.findAny().isPresent()) {
        throw LauncherFailure.of(
            home.pg() + " is not empty and is no PostgreSQL data directory.",
            "Move it away, or set SLUICE_HOME to another directory.");
      }
    }
    Files.delete(home.pg());
  }

  private List<String> initdb(Path passwordFile, Path into) {
    // The builtin C.UTF-8 sorts text by code point and is the same on every machine.
    return asPostgresUser(
        binaries.program("initdb").toString(),
        "-D",
        into.toString(),
        "-U",
        ServiceRole.SUPERUSER,
        "-A",
        "scram-sha-256",
        "--pwfile",
        passwordFile.toString(),
        "--encoding",
        "UTF8",
        "--locale",
        "C",
        "--locale-provider",
        "builtin",
        "--builtin-locale",
        "C.UTF-8",
        "--data-checksums",
        "--no-instructions");
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own root is nobody special. */
  private static List<String> asPostgresUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (ProcessTable.ownUserId() == 0) {
      whole.add("unshare");
      whole.add("-U");
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private ProgramRun run(List<String> command, Duration limit) {
    return ProgramRun.of(command, Map.of("LC_ALL", "C", "TZ", "UTC"), home.directory(), limit);
  }

  private Path startLog() {
    return home.logs().resolve("postgres.log");
  }

  private static LauncherFailure refused(String what, String output) {
    String said = output.strip();
    if (LauncherFailure.isDiskFull(said)) {
      return LauncherFailure.of("The disk is full: " + what + ".", "Free some space and retry.");
    }
    if (said.contains("unshare")) {
      return LauncherFailure.of(
          what + ": this machine lets root make no user namespace (" + said + ").",
          "Run sluice as an ordinary user, or set SLUICE_DB_URL to a PostgreSQL of your own.");
    }
    return LauncherFailure.of(
        what + (said.isEmpty() ? "." : ":\n" + said.indent(2).stripTrailing()));
  }

  private static String lastLines(Path log, int count) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
