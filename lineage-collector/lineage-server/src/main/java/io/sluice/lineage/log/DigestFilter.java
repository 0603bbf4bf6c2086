package io.sluice.lineage.log;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * Which digests a partition may hold (a Bloom filter): what it denies is not there, what it admits
 * is there but for one in two thousand. A digest is as good as random, so that its own bits serve
 * as the hashes.
 */
final class DigestFilter {

  private static final int BITS_OF_A_DIGEST = 16;
  private static final int PROBES = 8;

  private final long[] words;
  private final long bits;

  /** An empty one for so many digests. */
  DigestFilter(long digests) {
    this(new long[Math.toIntExact(Math.max(1, digests) * BITS_OF_A_DIGEST / Long.SIZE + 1)]);
  }

  private DigestFilter(long[] words) {
    this.words = words;
    this.bits = (long) words.length * Long.SIZE;
  }

  /** One that was kept. */
  static DigestFilter ofBytes(byte[] bytes) {
    LongBuffer kept = ByteBuffer.wrap(bytes).asLongBuffer();
    long[] words = new long[kept.remaining()];
    kept.get(words);
    return new DigestFilter(words);
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }

  void add(byte[] digest) {
    long hash = first(digest);
    long step = second(digest);
    for (int i = 0; i < PROBES; i++) {
      long bit = Long.remainderUnsigned(hash, bits);
      words[(int) (bit >>> 6)] |= 1L << bit;
      hash += step;
    }
  }

  boolean mayHold(byte[] digest) {
    long hash = first(digest);
    long step = second(digest);
    for (int i = 0; i < PROBES; i++) {
      long bit = Long.remainderUnsigned(hash, bits);
      if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) {
        return false;
      }
      hash += step;
    }
    return true;
  }

  private static long first(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong(0);
  }

  /** Odd, so that the probes do not fall together. */
  private static long second(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong(8) | 1;
  }
}
