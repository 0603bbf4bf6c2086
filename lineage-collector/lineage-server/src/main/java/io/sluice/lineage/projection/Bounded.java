package io.sluice.lineage.projection;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values up to a weight. When the newer half is full, the older half is forgotten; what
 * is asked for in time moves to the newer half. Safe for several threads.
 */
final class Bounded<K, V> {

  private final long maxWeight;
  private Map<K, Weighed<V>> newer = new HashMap<>();
  private Map<K, Weighed<V>> older = new HashMap<>();
  private long weight;

  Bounded(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  private record Weighed<V>(V value, long weight) {}

  synchronized @Nullable V get(K key) {
    Weighed<V> found = newer.get(key);
    if (found != null) {
      return found.value;
    }
    found = older.remove(key);
    if (found == null) {
      return null;
    }
    put(key, found.value, found.weight);
    return found.value;
  }

  synchronized void put(K key, V value, long valueWeight) {
    Weighed<V> before = newer.put(key, new Weighed<>(value, valueWeight));
    weight += valueWeight - (before == null ? 0 : before.weight);
    if (weight > maxWeight / 2) {
      older = newer;
      newer = new HashMap<>();
      weight = 0;
    }
  }

  synchronized void clear() {
    newer = new HashMap<>();
    older = new HashMap<>();
    weight = 0;
  }
}
