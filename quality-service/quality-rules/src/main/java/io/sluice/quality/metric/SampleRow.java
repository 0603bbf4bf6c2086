package io.sluice.quality.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row that breaks a rule.
 *
 * @param index its number in the source, from 0; -1 if rows have no number there
 * @param values the columns that were asked for
 * @param cut whether a text among them was too long to be shown whole
 * @param names what the values are called where nobody asked for columns: those of a query of the
 *     user's; else empty
 */
public record SampleRow(
    long index, List<@Nullable Object> values, boolean cut, List<String> names) {

  /** The most characters of one value that are shown; a longer one ends with an ellipsis. */
  public static final int LONGEST_VALUE = 1000;

  /** Copies the values. */
  public SampleRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    names = List.copyOf(names);
  }

  /** A row of columns that were asked for. */
  public SampleRow(long index, List<@Nullable Object> values, boolean cut) {
    this(index, values, cut, List.of());
  }

  /** The same row with names for its values. */
  public SampleRow named(List<String> columns) {
    return new SampleRow(index, values, cut, columns);
  }

  /** A row whose texts have at most that many characters each. */
  public static SampleRow of(long index, List<@Nullable Object> values, int longest) {
    List<@Nullable Object> shown = new ArrayList<>();
    boolean cut = false;
    for (Object value : values) {
      if (value instanceof String text) {
        String kept = shortened(text, longest);
        cut |= !kept.equals(text);
        shown.add(kept);
      } else {
        shown.add(value);
      }
    }
    return new SampleRow(index, shown, cut);
  }

  /** The text, or its first characters and an ellipsis. */
  public static String shortened(String text, int longest) {
    return text.length() <= longest || text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
  }
}
