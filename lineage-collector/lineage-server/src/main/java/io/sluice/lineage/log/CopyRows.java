package io.sluice.lineage.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's binary COPY format, built in memory. */
final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private byte[] buffer;
  private int size;

  CopyRows(int expectedBytes) {
    buffer = new byte[Math.max(expectedBytes, 64)];
    append(SIGNATURE);
    int32(0);
    int32(0);
  }

  void row(int columns) {
    int16(columns);
  }

  void bigint(long value) {
    int32(8);
    int64(value);
  }

  void integer(int value) {
    int32(4);
    int32(value);
  }

  void smallint(short value) {
    int32(2);
    int16(value);
  }

  void timestamp(Instant value) {
    // Not ChronoUnit.between: it counts nanoseconds on the way, which overflow after 292 years.
    long seconds = Math.subtractExact(value.getEpochSecond(), EPOCH.getEpochSecond());
    bigint(Math.addExact(Math.multiplyExact(seconds, 1_000_000L), value.getNano() / 1_000));
  }

  void bytes(byte[] value) {
    int32(value.length);
    append(value);
  }

  void text(@Nullable String value) {
    if (value == null) {
      int32(-1);
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Ends the rows. */
  void end() {
    int16(-1);
  }

  byte[] buffer() {
    return buffer;
  }

  int size() {
    return size;
  }

  private void int16(int value) {
    reserve(2);
    buffer[size++] = (byte) (value >> 8);
    buffer[size++] = (byte) value;
  }

  private void int32(int value) {
    int16(value >> 16);
    int16(value);
  }

  private void int64(long value) {
    int32((int) (value >> 32));
    int32((int) value);
  }

  private void append(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
