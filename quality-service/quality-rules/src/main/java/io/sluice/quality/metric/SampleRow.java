package io.sluice.quality.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row that breaks a rule.
 *
 * @param index its number in the source, from 0
 * @param values the columns that were asked for
 */
public record SampleRow(long index, List<@Nullable Object> values) {

  /** Copies the values. */
  public SampleRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
