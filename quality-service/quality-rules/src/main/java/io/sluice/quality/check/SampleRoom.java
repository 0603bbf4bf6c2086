package io.sluice.quality.check;

import io.sluice.quality.metric.SampleRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of the data itself a report may hold, however much of it breaks rules. */
final class SampleRoom {

  /** The bytes of samples in one report, over all of its rules. */
  static final long OF_A_CHECK = 1_000_000;

  private static final int MOST_ITEMS = 1000;
  private static final int AROUND_A_VALUE = 16;

  private SampleRoom() {}

  /** What a sample takes as JSON: in the list, and once more where values are counted. */
  static long of(@Nullable Object sample) {
    return 2 * size(sample);
  }

  private static long size(@Nullable Object value) {
    long size = AROUND_A_VALUE;
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        size += size(item);
      }
    } else if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        size += size(member.getKey()) + size(member.getValue());
      }
    } else if (value != null) {
      size += bytes(value.toString());
    }
    return size;
  }

  private static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A control character is escaped with six letters.
      bytes += c < ' ' ? 6 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return bytes;
  }

  /** The value with its texts cut and its lists ended where they grow too long. */
  static @Nullable Object bounded(@Nullable Object value) {
    if (value instanceof String text) {
      return SampleRow.shortened(text, SampleRow.LONGEST_VALUE);
    } else if (value instanceof Collection<?> items) {
      List<@Nullable Object> kept = new ArrayList<>();
      for (Object item : items) {
        if (kept.size() == MOST_ITEMS) {
          kept.add("…");
          break;
        }
        kept.add(bounded(item));
      }
      return kept;
    } else if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      members.forEach((name, member) -> kept.put(String.valueOf(name), bounded(member)));
      return kept;
    }
    return value;
  }
}
