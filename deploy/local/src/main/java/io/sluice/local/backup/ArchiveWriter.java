package io.sluice.local.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a compressed archive and keeps the digest of every file that goes in. */
final class ArchiveWriter implements AutoCloseable {

  private static final int PRIVATE_FILE = 0100600;
  private static final int PRIVATE_DIRECTORY = 040700;

  private final TarArchiveOutputStream tar;
  private final Map<String, Manifest.Entry> files = new LinkedHashMap<>();

  ArchiveWriter(OutputStream out) throws IOException {
    this.tar = new TarArchiveOutputStream(new FastGzip(new BufferedOutputStream(out, 1 << 20)));
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** The digests so far, by the path in the archive. */
  Map<String, Manifest.Entry> files() {
    return files;
  }

  void directory(String name) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name + "/");
    entry.setMode(PRIVATE_DIRECTORY);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /**
   * Adds a file as it is now. It may be written to meanwhile: the size of the first look counts,
   * and what PostgreSQL changes under our hands its log repairs. A file that is gone is left out.
   */
  void file(String name, Path source) throws IOException {
    try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ)) {
      add(name, channel.size(), Channels.newInputStream(channel));
    } catch (NoSuchFileException e) {
      return;
    }
  }

  void text(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    add(name, bytes.length, new ByteArrayInputStream(bytes));
  }

  private void add(String name, long size, InputStream content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(PRIVATE_FILE);
    tar.putArchiveEntry(entry);
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        // Cut short since the first look; the archive's header has promised the old size.
        read = (int) Math.min(left, buffer.length);
        Arrays.fill(buffer, 0, read, (byte) 0);
      }
      tar.write(buffer, 0, read);
      digest.update(buffer, 0, read);
      left -= read;
    }
    tar.closeArchiveEntry();
    files.put(name, new Manifest.Entry(size, HexFormat.of().formatHex(digest.digest())));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** Whether a path is one that an archive can hold. */
  static boolean isPlain(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** A backup waits for the disk, not for the compressor. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
