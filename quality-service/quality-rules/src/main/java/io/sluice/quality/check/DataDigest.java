package io.sluice.quality.check;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What data a check saw: for each file its path, size, time of modification and content; of a file
 * over 64 MB, its first and last 4 MB (which hold a Parquet file's footer).
 */
final class DataDigest {

  private static final long WHOLE_BYTES = 64L << 20;
  private static final int END_BYTES = 4 << 20;

  private DataDigest() {}

  static String of(Source source) {
    MessageDigest digest = sha256();
    if (source instanceof InlineSource inline) {
      update(digest, inline.columns().toString());
      inline.rows().forEach(row -> update(digest, row.toString()));
    } else if (source instanceof FileSource files) {
      files.paths().forEach(path -> file(digest, path));
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static void update(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void file(MessageDigest digest, Path path) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long size = file.length();
      update(digest, path + " " + size + " " + Files.getLastModifiedTime(path).toInstant());
      if (size <= WHOLE_BYTES) {
        range(digest, file, 0, size);
      } else {
        range(digest, file, 0, END_BYTES);
        range(digest, file, size - END_BYTES, END_BYTES);
      }
    } catch (NoSuchFileException | java.io.FileNotFoundException gone) {
      throw new EvaluationException(
          Kind.SOURCE_NOT_FOUND, path.getFileName() + " is not there", gone);
    } catch (IOException failure) {
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE, path.getFileName() + " cannot be read", failure);
    }
  }

  private static void range(MessageDigest digest, RandomAccessFile file, long from, long length)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    file.seek(from);
    long left = length;
    while (left > 0) {
      int read = file.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      digest.update(buffer, 0, read);
      left -= read;
    }
  }
}
