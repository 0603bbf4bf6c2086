package io.sluice.lineage.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one writer of the projection remembers of what it wrote last, so that it need not be read
 * again. It holds only while nobody else moves the projection and no transaction of the writer
 * fails; then the writer begins with an empty one.
 */
public final class WriterMemory {

  private final Map<Class<?>, Object> notes = new HashMap<>();

  /**
   * The notes of one part, made when it first asks.
   *
   * @param type the class of the notes, one per part
   * @param empty makes empty notes
   */
  public <T> T of(Class<T> type, Supplier<T> empty) {
    return type.cast(notes.computeIfAbsent(type, key -> empty.get()));
  }
}
