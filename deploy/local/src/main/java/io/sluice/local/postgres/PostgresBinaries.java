package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per version from the jar that carries them. */
public record PostgresBinaries(Path directory) {

  /** The programs of a version under {@code parent}; unpacks them if they are not there whole. */
  public static PostgresBinaries ensure(Path parent, String version) {
    PostgresBinaries binaries = new PostgresBinaries(parent.resolve(version));
    if (Files.isExecutable(binaries.program("postgres"))) {
      return binaries;
    }
    Path fresh = parent.resolve("." + version + ".unpacking-" + ProcessHandle.current().pid());
    try {
      FileTree.delete(fresh);
      Files.createDirectories(fresh);
      unpack(archive(), fresh);
      FileTree.delete(binaries.directory());
      // Renamed only when whole: a directory with the version's name is always complete.
      Files.move(fresh, binaries.directory(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FileTree.deleteQuietly(fresh);
      throw LauncherFailure.io("unpack PostgreSQL's programs into " + parent, e);
    }
    return binaries;
  }

  /** One of initdb, pg_ctl, postgres. */
  public Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  private static InputStream archive() {
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name = machine.equals("aarch64") ? "arm_64" : "x86_64";
    InputStream found =
        PostgresBinaries.class.getResourceAsStream("/postgres-linux-" + name + ".txz");
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    if (found == null || !linux) {
      throw LauncherFailure.of(
          "There is no PostgreSQL of our own for this machine ("
              + System.getProperty("os.name")
              + ", "
              + machine
              + ").",
          "Use a PostgreSQL that you run: set SLUICE_DB_URL.");
    }
    return found;
  }

  private static void unpack(InputStream archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = FileTree.inside(into, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          FileTree.createParent(target);
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          FileTree.createParent(target);
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, executable());
          }
        }
      }
    }
  }

  private static Set<PosixFilePermission> executable() {
    return EnumSet.of(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.OTHERS_EXECUTE);
  }
}
