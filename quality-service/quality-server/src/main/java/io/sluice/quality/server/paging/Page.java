package io.sluice.quality.server.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** Reads items after a key, at most that many. */
  @FunctionalInterface
  public interface Source<T> {
    /** The items after the key, in their order. */
    List<T> after(String key, int most);
  }

  /**
   * A page of the items that its reader may see; the others do not even show in its cursor.
   *
   * @param after the key that the page begins after
   * @param limit the most items of the page
   * @param source all items
   * @param sees which of them may be seen
   * @param key what the next page begins after, for an item
   */
  public static <T> Page<T> visible(
      String after, int limit, Source<T> source, Predicate<T> sees, Function<T, String> key) {
    List<T> seen = new ArrayList<>();
    String last = after;
    List<T> read;
    do {
      read = source.after(last, limit + 1);
      read.stream().filter(sees).forEach(seen::add);
      last = read.isEmpty() ? last : key.apply(read.get(read.size() - 1));
    } while (read.size() > limit && seen.size() <= limit);
    return of(seen, limit, key);
  }

  /** The same page with each item shown differently. */
  public <V> Page<V> map(Function<T, V> show) {
    return new Page<>(items.stream().map(show).toList(), nextCursor);
  }
}
