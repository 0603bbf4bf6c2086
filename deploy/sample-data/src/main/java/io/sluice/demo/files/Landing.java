package io.sluice.demo.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Puts files in place so that a reader, or a crash, sees the old one or the new one, never a half.
 */
public final class Landing {

  private final Path root;

  /** Lands files below the given directory. */
  public Landing(Path root) {
    this.root = root;
  }

  /** Where a file of that relative name stands. */
  public Path at(String name) {
    return root.resolve(name);
  }

  /** Lands a text as UTF-8. */
  public Path land(String name, String text) throws IOException {
    Path target = prepare(name);
    Path temporary = temporary(target);
    write(temporary, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return move(temporary, target);
  }

  /** Lands a copy of a file. */
  public Path land(String name, Path source) throws IOException {
    Path target = prepare(name);
    Path temporary = temporary(target);
    try (InputStream in = Files.newInputStream(source)) {
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return move(temporary, target);
  }

  private Path prepare(String name) throws IOException {
    Path target = root.resolve(name).normalize();
    if (!target.startsWith(root.normalize())) {
      throw new IOException(name + " leads out of " + root);
    }
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    return target;
  }

  /** The name starts with a dot and has another ending, so that no glob takes it for data. */
  private static Path temporary(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".landing");
  }

  private static void write(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static Path move(Path temporary, Path target) throws IOException {
    return Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
