package io.sluice.lineage.tags;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A label that somebody put on a dataset or on one of its columns.
 *
 * @param key the label
 * @param value its value, empty if it has none
 * @param field the column, null if it is on the dataset
 * @param source who put it there in the producer's words, or the person; empty if not known
 * @param by whether an event or a person put it there
 * @param at when
 */
public record OwnTag(
    String key, String value, @Nullable String field, String source, By by, Instant at) {

  /** How a label came to be where it is. */
  public enum By {
    EVENT,
    PERSON
  }
}
