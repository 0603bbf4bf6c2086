package io.sluice.quality.server.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param nextCursor where the next page begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of at most {@code limit} items.
   *
   * @param found the items, with one more than the limit if there is another page
   * @param limit the most items of a page
   * @param key what the next page begins after, for the last item of this one
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(key.apply(items.get(limit - 1))));
  }

  /** The same page with each item shown differently. */
  public <V> Page<V> map(Function<T, V> show) {
    return new Page<>(items.stream().map(show).toList(), nextCursor);
  }
}
