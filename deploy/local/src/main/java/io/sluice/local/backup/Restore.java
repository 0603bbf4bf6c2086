package io.sluice.local.backup;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.FileTree;
import io.sluice.local.home.HomeLock;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.Cluster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts a backup in the place of an installation; what was there is moved aside, never deleted. */
public final class Restore {

  private static final Duration LOCK_LIMIT = Duration.ofMinutes(1);
  private static final List<String> RESTORED = List.of("pg", "secrets", "data");

  private final SluiceHome home;
  private final Clock clock;
  private final Consumer<String> say;

  /** For one home. */
  public Restore(SluiceHome home, Clock clock, Consumer<String> say) {
    this.home = home;
    this.clock = clock;
    this.say = say;
  }

  /** What was restored, and where the old state went. */
  public record Result(Manifest manifest, Optional<Path> movedAside) {}

  /** Restores the backup; the platform must be down. */
  public Result read(Path file, boolean force) {
    Backup.refuseExternal(home);
    if (!Files.isReadable(file)) {
      throw LauncherFailure.of("There is no backup " + file + " that can be read.");
    }
    boolean inhabited = home.isInhabited();
    if (inhabited && !force) {
      throw LauncherFailure.of(
          home.directory() + " holds an installation already.",
          "Use --force to move its state aside and restore, or set SLUICE_HOME to a new"
              + " directory.");
    }
    home.create();
    Path fresh = home.directory().resolve(".restoring");
    try (HomeLock lock = HomeLock.take(home, LOCK_LIMIT, say)) {
      refuseRunning();
      home.requireSpace(SluiceHome.NEEDED_BYTES);
      FileTree.delete(fresh);
      Files.createDirectory(fresh, privately());
      Manifest manifest = new ArchiveReader(file).read(new Unpack(fresh));
      refuseOtherVersion(file, manifest);
      Optional<Path> aside = inhabited ? Optional.of(moveAside()) : Optional.empty();
      putInPlace(fresh);
      return new Result(manifest, aside);
    } catch (IOException e) {
      throw LauncherFailure.io("restore " + file, e);
    } finally {
      FileTree.deleteQuietly(fresh);
    }
  }

  private void refuseRunning() {
    boolean services =
        List.of("catalog", "quality", "lineage", "gateway").stream()
            .anyMatch(part -> home.pidFile(part).running().isPresent());
    if (services || Cluster.running(home).isPresent()) {
      throw LauncherFailure.of("The platform is running.", "Stop it first: ./sluice down");
    }
  }

  private static void refuseOtherVersion(Path file, Manifest manifest) {
    if (!manifest.postgresVersion().equals(Cluster.MAJOR)) {
      throw LauncherFailure.of(
          file
              + " was taken from PostgreSQL "
              + manifest.postgresVersion()
              + "; this Sluice runs "
              + Cluster.MAJOR
              + ".",
          "Restore it with the Sluice that made it (" + manifest.sluiceVersion() + ").");
    }
  }

  private Path moveAside() throws IOException {
    String stamp = clock.instant().toString().replaceAll("\\.\\d+", "").replace(":", "");
    Path aside = home.directory().resolve("before-restore-" + stamp);
    Files.createDirectory(aside, privately());
    for (String name : RESTORED) {
      Path old = home.directory().resolve(name);
      if (Files.exists(old)) {
        Files.move(old, aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return aside;
  }

  private void putInPlace(Path fresh) throws IOException {
    for (String name : RESTORED) {
      Path target = home.directory().resolve(name);
      Path source = fresh.resolve(name);
      if (Files.exists(source)) {
        // Only ever empty here: whatever it held was moved aside.
        Files.deleteIfExists(target);
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static FileAttribute<?> privately() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }

  /** Writes below one directory, everything for its owner alone. */
  private record Unpack(Path root) implements ArchiveReader.Target {
    @Override
    public void directory(String name) throws IOException {
      Path target = FileTree.inside(root, name);
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public OutputStream file(String name) throws IOException {
      Path target = FileTree.inside(root, name);
      FileTree.createParent(target);
      Files.createFile(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.newOutputStream(target);
    }
  }
}
