package io.sluice.quality.server.paging;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of paged lists. */
public final class Cursor {

  /** The most items that a page can hold. */
  public static final int MAX_LIMIT = 500;

  private Cursor() {}

  /** The text that stands for a key. */
  static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The key that a cursor stands for, or what is given if there is no cursor. */
  public static String text(@Nullable String cursor, String otherwise) {
    if (cursor == null || cursor.isEmpty()) {
      return otherwise;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("cursor", "the cursor is none that this list gave");
    }
  }

  /** The number that a cursor stands for; without a cursor, one beyond every item. */
  public static long number(@Nullable String cursor) {
    try {
      return Long.parseLong(text(cursor, Long.toString(Long.MAX_VALUE)));
    } catch (NumberFormatException e) {
      throw refused("cursor", "the cursor is none that this list gave");
    }
  }

  /** Checks how many items are asked for. */
  public static int limit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw refused("limit", "limit takes 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  private static ProblemException refused(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
