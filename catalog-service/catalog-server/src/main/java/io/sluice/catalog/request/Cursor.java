package io.sluice.catalog.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the next page starts: the sort key of the last item, opaque to the client. */
public final class Cursor {

  private static final int MAX_LENGTH = 8192;

  private Cursor() {}

  /** The cursor for a sort key. */
  public static String write(List<String> key) {
    StringBuilder text = new StringBuilder();
    for (String part : key) {
      text.append(part.length()).append(':').append(part);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.toString().getBytes(UTF_8));
  }

  /** The sort key of that many parts, or a problem if the text is no cursor of ours. */
  public static Optional<List<String>> read(@Nullable String cursor, int parts) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (cursor.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("too long");
      }
      List<String> key = split(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
      if (key.size() != parts) {
        throw new IllegalArgumentException("other list");
      }
      key.forEach(part -> Text.optional("cursor", part, MAX_LENGTH));
      return Optional.of(key);
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
      throw Text.wrong("cursor", "is not one that this list gave");
    }
  }

  /** Like {@link #read} for a list that is sorted by a number. */
  public static Optional<Long> readNumber(@Nullable String cursor) {
    try {
      return read(cursor, 1).map(key -> Long.valueOf(key.get(0)));
    } catch (NumberFormatException notOurs) {
      throw Text.wrong("cursor", "is not one that this list gave");
    }
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
      parts.add(text.substring(colon + 1, end));
      at = end;
    }
    return parts;
  }
}
