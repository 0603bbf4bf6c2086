package io.sluice.local.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.failure.LauncherFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads an archive to its end and checks every file in it against the manifest. */
final class ArchiveReader {

  private static final long LARGEST_MANIFEST = 64L * 1024 * 1024;

  private final Path archive;

  ArchiveReader(Path archive) {
    this.archive = archive;
  }

  /** Where the content of an archive goes while it is checked. */
  interface Target {
    void directory(String name) throws IOException;

    OutputStream file(String name) throws IOException;
  }

  /** Reads everything; fails unless the archive is whole and holds exactly what it says. */
  Manifest read(Target target) {
    Map<String, Manifest.Entry> seen = new HashMap<>();
    Optional<Manifest> manifest = Optional.empty();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 20);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName();
        if (entry.isDirectory()) {
          target.directory(name);
        } else if (!entry.isFile()) {
          throw damaged(name + " is neither a file nor a directory");
        } else if (name.equals(Manifest.NAME)) {
          manifest = Optional.of(manifest(tar, entry.getSize()));
        } else {
          seen.put(name, copy(tar, target.file(name)));
        }
      }
    } catch (IOException e) {
      if (LauncherFailure.isDiskFull(String.valueOf(e.getMessage()))) {
        throw LauncherFailure.io("unpack " + archive, e);
      }
      throw damaged(String.valueOf(e.getMessage()));
    }
    Manifest found = manifest.orElseThrow(() -> damaged("it has no manifest"));
    compare(found, seen);
    return found;
  }

  private void compare(Manifest manifest, Map<String, Manifest.Entry> seen) {
    if (manifest.format() != Manifest.FORMAT) {
      throw LauncherFailure.of(
          archive
              + " has the format "
              + manifest.format()
              + "; this Sluice reads "
              + Manifest.FORMAT
              + ".",
          "Restore it with the Sluice that made it (" + manifest.sluiceVersion() + ").");
    }
    if (!manifest.files().keySet().equals(seen.keySet())) {
      throw damaged("files are missing or were added");
    }
    manifest
        .files()
        .forEach(
            (name, entry) -> {
              if (!entry.equals(seen.get(name))) {
                throw damaged(name + " differs from the manifest");
              }
            });
  }

  private Manifest manifest(InputStream in, long size) throws IOException {
    if (size > LARGEST_MANIFEST) {
      throw damaged("its manifest is too large");
    }
    return new ObjectMapper().readValue(in.readAllBytes(), Manifest.class);
  }

  private static Manifest.Entry copy(InputStream in, OutputStream to) throws IOException {
    MessageDigest digest = Digests.sha256();
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = to) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return new Manifest.Entry(size, HexFormat.of().formatHex(digest.digest()));
  }

  private LauncherFailure damaged(String why) {
    return LauncherFailure.of(archive + " is not a whole Sluice backup: " + why + ".");
  }
}
