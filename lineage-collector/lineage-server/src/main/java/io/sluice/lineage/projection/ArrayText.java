package io.sluice.lineage.projection;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Arrays as PostgreSQL writes them in text. */
final class ArrayText {

  private ArrayText() {}

  static String of(List<? extends @Nullable Object> values) {
    StringBuilder text = new StringBuilder(2 + 40 * values.size());
    text.append('{');
    boolean first = true;
    for (Object value : values) {
      if (!first) {
        text.append(',');
      }
      first = false;
      if (value == null) {
        text.append("NULL");
      } else if (value instanceof String string) {
        quote(text, string);
      } else if (value instanceof Instant instant) {
        time(text, instant);
      } else if (value instanceof UUID || value instanceof Number || value instanceof Boolean) {
        text.append(value);
      } else {
        quote(text, value.toString());
      }
    }
    return text.append('}').toString();
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    if (value.indexOf('"') < 0 && value.indexOf('\\') < 0) {
      text.append(value);
    } else {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
          text.append('\\');
        }
        text.append(c);
      }
    }
    text.append('"');
  }

  /** A time to the microsecond; Instant writes it too, but takes ten times as long. */
  private static void time(StringBuilder text, Instant time) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    if (utc.getYear() < 1 || utc.getYear() > 9_999) {
      text.append('"').append(time).append('"');
      return;
    }
    text.append('"');
    digits(text, utc.getYear(), 4);
    text.append('-');
    digits(text, utc.getMonthValue(), 2);
    text.append('-');
    digits(text, utc.getDayOfMonth(), 2);
    text.append('T');
    digits(text, utc.getHour(), 2);
    text.append(':');
    digits(text, utc.getMinute(), 2);
    text.append(':');
    digits(text, utc.getSecond(), 2);
    text.append('.');
    digits(text, utc.getNano() / 1_000, 6);
    text.append("Z\"");
  }

  private static void digits(StringBuilder text, int number, int width) {
    int unit = 1;
    for (int i = 1; i < width; i++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
  }
}
