package io.sluice.quality.engine.duckdb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Where a file's quotes do not close: a value that begins with a quote ends with one, after which
 * the next value or line begins; two quotes within it stand for one.
 */
final class OpenQuotes {

  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final byte[] delimiter;
  private long line = 1;
  private boolean quoted;
  private boolean open;

  private OpenQuotes(InputStream in, String delimiter) {
    this.in = in;
    this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What was found.
   *
   * @param quotes whether a value begins with a quote
   * @param line the line on which a quote opens that does not close, from 1; 0 if there is none
   */
  record Found(boolean quotes, long line) {}

  /** Looks for the first quote that does not close; finds nothing in a file that it cannot read. */
  static Found in(Path path, String delimiter) {
    String name = String.valueOf(path.getFileName());
    if (name.endsWith(".zst") || delimiter.isEmpty()) {
      return new Found(false, 0);
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        InputStream text =
            name.endsWith(".gz")
                ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)
                : raw) {
      OpenQuotes quotes = new OpenQuotes(text, delimiter);
      long line = quotes.firstOpen();
      return new Found(quotes.quoted, line);
    } catch (IOException unreadable) {
      return new Found(false, 0);
    }
  }

  /** Whether a file holds a quote at all; true where that cannot be told. */
  static boolean holds(Path path) {
    String name = String.valueOf(path.getFileName());
    if (name.endsWith(".gz") || name.endsWith(".zst")) {
      return true;
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '"') {
            return true;
          }
        }
      }
      return false;
    } catch (IOException unreadable) {
      return true;
    }
  }

  private long firstOpen() throws IOException {
    boolean begins = true;
    int matched = 0;
    for (int c = next(); c != END; c = next()) {
      if (begins && c == '"') {
        quoted = true;
        long opened = line;
        c = afterQuoted();
        if (c != END && c != '\n' && c != '\r' && c != (delimiter[0] & 0xff)) {
          return opened;
        }
        if (open) {
          return opened;
        }
      }
      matched = c == (delimiter[matched] & 0xff) ? matched + 1 : c == (delimiter[0] & 0xff) ? 1 : 0;
      boolean separated = matched == delimiter.length;
      matched = separated ? 0 : matched;
      begins = separated || c == '\n' || c == '\r';
      if (c == END) {
        return 0;
      }
    }
    return 0;
  }

  /** Reads on from behind a quote; what stands behind the one that closes it, without spaces. */
  private int afterQuoted() throws IOException {
    open = true;
    for (int c = next(); c != END; c = next()) {
      if (c == '"') {
        c = next();
        if (c != '"') {
          open = false;
          while (c == ' ' && delimiter[0] != ' ') {
            c = next();
          }
          return c;
        }
      }
    }
    return END;
  }

  private int next() throws IOException {
    int c = in.read();
    if (c == '\n') {
      line++;
    }
    return c;
  }
}
