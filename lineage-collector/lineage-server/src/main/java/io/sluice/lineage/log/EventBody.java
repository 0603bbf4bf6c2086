package io.sluice.lineage.log;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event's text as the log keeps it: compressed once, before it waits and before PostgreSQL sees
 * it, because a row that is a tenth as large costs a tenth to write, to flush and to replicate.
 *
 * @param encoding how it is kept: {@link #PLAIN} or {@link #ZSTD}
 * @param size how many bytes the text has
 * @param kept the bytes that are kept
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight to the log and are never compared
public record EventBody(short encoding, int size, byte[] kept) {

  /** The text itself, UTF-8. */
  static final short PLAIN = 0;

  /** One frame of zstd. */
  static final short ZSTD = 1;

  /** The fastest ordinary level; the next ones take half as long again for a tenth of the size. */
  private static final int LEVEL = 1;

  /** A context is a quarter of a megabyte and dear to make; whoever finishes one hands it on. */
  private static final ThreadLocal<ZstdCompressCtx> CONTEXT =
      ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL));

  /** Compresses a text, or keeps it as it is where that is no longer. */
  static EventBody of(byte[] text) {
    byte[] buffer = new byte[(int) Zstd.compressBound(text.length)];
    int length = CONTEXT.get().compressByteArray(buffer, 0, buffer.length, text, 0, text.length);
    return length < text.length
        ? new EventBody(ZSTD, text.length, Arrays.copyOf(buffer, length))
        : new EventBody(PLAIN, text.length, text);
  }

  /**
   * The text again.
   *
   * @throws IllegalStateException if the log holds what this version cannot read
   */
  public byte[] text() {
    return switch (encoding) {
      case PLAIN -> kept;
      case ZSTD -> Zstd.decompress(kept, size);
      default -> throw new IllegalStateException("a body of unknown encoding " + encoding);
    };
  }

  /** The text again, as characters. */
  public String string() {
    return new String(text(), StandardCharsets.UTF_8);
  }
}
