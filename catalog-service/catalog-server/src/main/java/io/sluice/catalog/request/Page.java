package io.sluice.catalog.request;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the items, in the list's order
 * @param nextCursor what to ask the next page with; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /** How many items a page holds unless the client says. */
  public static final int DEFAULT_LIMIT = 100;

  private static final int MAX_LIMIT = 500;

  /** The limit as it was asked for, within bounds. */
  public static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (asked < 1 || asked > MAX_LIMIT) {
      throw Text.wrong("limit", "takes 1 to " + MAX_LIMIT);
    }
    return asked;
  }

  /**
   * The page of items of which one more than the limit was read, so that it is known whether there
   * is another page.
   */
  public static <S, T> Page<T> of(
      List<S> read, int limit, Function<S, T> item, Function<S, List<String>> key) {
    List<S> shown = read.size() > limit ? read.subList(0, limit) : read;
    String next = read.size() > limit ? Cursor.write(key.apply(shown.get(shown.size() - 1))) : null;
    return new Page<>(shown.stream().map(item).toList(), next);
  }
}
