package io.sluice.local.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.HomeLock;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.BackupSession;
import io.sluice.local.postgres.Cluster;
import io.sluice.local.postgres.Provisioner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes a backup of the running installation, online. */
public final class Backup {

  private static final Duration LOCK_LIMIT = Duration.ofMinutes(10);

  /** Directories that a server fills anew; they are kept empty. */
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "backup_label",
          "tablespace_map",
          "current_logfiles");

  private static final String CONTROL = "pg/global/pg_control";

  private final SluiceHome home;
  private final Secrets secrets;
  private final String sluiceVersion;
  private final Clock clock;
  private final Consumer<String> say;

  /** For one home. */
  public Backup(
      SluiceHome home, Secrets secrets, String sluiceVersion, Clock clock, Consumer<String> say) {
    this.home = home;
    this.secrets = secrets;
    this.sluiceVersion = sluiceVersion;
    this.clock = clock;
    this.say = say;
  }

  /** Writes the backup, reads it back to check it, and only then gives it its name. */
  public Manifest write(Path file) {
    refuseExternal(home);
    if (Files.exists(file)) {
      throw LauncherFailure.of(file + " exists already.", "Choose another name.");
    }
    home.create();
    requireDirectory(file);
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (HomeLock lock = HomeLock.take(home, LOCK_LIMIT, say)) {
      Cluster.Running running =
          Cluster.running(home)
              .orElseThrow(
                  () ->
                      LauncherFailure.of(
                          "PostgreSQL does not run, and a backup is taken from a running one.",
                          "Start it: ./sluice up"));
      Files.deleteIfExists(partial);
      copy(partial, running);
      Manifest manifest = new ArchiveReader(partial).read(new Discard());
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (IOException e) {
      throw LauncherFailure.io("write the backup " + file, e);
    } finally {
      partial.toFile().delete();
    }
  }

  /** A mistyped directory is more likely than a wanted one, and may be on the wrong disk. */
  private static void requireDirectory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw LauncherFailure.usage(
          "There is no directory " + parent + ".", "Make it first, or name a file elsewhere.");
    }
  }

  /** A backup of a server that is not ours is the business of its own tools. */
  static void refuseExternal(SluiceHome home) {
    if (PlatformFile.read(home).map(file -> file.database().external()).orElse(false)) {
      throw LauncherFailure.usage(
          "This platform runs on an external PostgreSQL.",
          "Use your PostgreSQL's own tools (pg_basebackup, pg_dump) for its data, and keep "
              + home.secrets()
              + " with it.");
    }
  }

  private void copy(Path file, Cluster.Running running) throws IOException {
    try (FileChannel channel = createPrivate(file)) {
      ArchiveWriter archive = new ArchiveWriter(keepOpen(channel));
      Provisioner server = new Provisioner(secrets, running.port());
      try (BackupSession session = BackupSession.begin(server.superuser("postgres"))) {
        copyTree(archive, home.pg(), "pg", true);
        archive.file(CONTROL, home.directory().resolve(CONTROL));
        BackupSession.Finish finish = session.finish();
        archive.text("pg/backup_label", finish.label());
        copyLog(archive, finish);
      }
      copyTree(archive, home.secrets(), "secrets", false);
      copyTree(archive, home.data(), "data", false);
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              sluiceVersion,
              Cluster.MAJOR,
              clock.instant().toString(),
              archive.files());
      archive.text(Manifest.NAME, new ObjectMapper().writeValueAsString(manifest));
      archive.close();
      channel.force(true);
    }
  }

  private static FileChannel createPrivate(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** The channel is synced to disk after the archive's end is written, so it must stay open. */
  private static OutputStream keepOpen(FileChannel channel) {
    OutputStream out = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        out.write(one);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }
    };
  }

  private void copyTree(ArchiveWriter archive, Path root, String name, boolean database)
      throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            archive.directory(nameOf(directory));
            boolean emptied =
                database
                    && root.equals(directory.getParent())
                    && EMPTIED.contains(String.valueOf(directory.getFileName()));
            return emptied ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean wanted = !database || isWanted(nameOf(file), file);
            if (wanted && ArchiveWriter.isPlain(file)) {
              archive.file(nameOf(file), file);
            } else if (wanted && !database) {
              say.accept("Left out, as it is a link: " + file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            // Tables come and go while we read; anything else that vanishes is a fault.
            if (database && !Files.exists(file)) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          private String nameOf(Path path) {
            String rest = root.relativize(path).toString();
            return rest.isEmpty() ? name : name + "/" + rest;
          }
        });
  }

  private static boolean isWanted(String name, Path file) {
    String last = String.valueOf(file.getFileName());
    // The control file goes in last, so that it is never older than what it speaks of.
    return !name.equals(CONTROL)
        && !LEFT_OUT.contains(last)
        && !last.startsWith("pg_internal.init")
        && !name.contains("/pgsql_tmp");
  }

  private void copyLog(ArchiveWriter archive, BackupSession.Finish finish) throws IOException {
    Path wal = home.pg().resolve("pg_wal");
    archive.directory("pg/pg_wal/archive_status");
    archive.directory("pg/pg_wal/summaries");
    List<String> segments;
    try (Stream<Path> all = Files.list(wal)) {
      segments =
          all.map(path -> String.valueOf(path.getFileName()))
              .filter(
                  name ->
                      name.endsWith(".history")
                          || (name.matches("[0-9A-F]{24}")
                              && name.compareTo(finish.firstWal()) >= 0
                              && name.compareTo(finish.lastWal()) <= 0))
              .sorted()
              .toList();
    }
    for (String needed : List.of(finish.firstWal(), finish.lastWal())) {
      if (!segments.contains(needed)) {
        throw LauncherFailure.of("PostgreSQL has no log file " + needed + " any more.");
      }
    }
    for (String segment : segments) {
      archive.file("pg/pg_wal/" + segment, wal.resolve(segment));
    }
  }

  /** A short name for a backup taken now. */
  public static Path defaultFile(SluiceHome home, Clock clock) {
    String stamp = clock.instant().toString().replaceAll("\\.\\d+", "").replace(":", "");
    return home.backups().resolve("sluice-" + stamp + ".tar.gz");
  }

  /** Checks without keeping. */
  private static final class Discard implements ArchiveReader.Target {
    @Override
    public void directory(String name) {
      // Directories have no content to check.
    }

    @Override
    public OutputStream file(String name) {
      return OutputStream.nullOutputStream();
    }
  }
}
