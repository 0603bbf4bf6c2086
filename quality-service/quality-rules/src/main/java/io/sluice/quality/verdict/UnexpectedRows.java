package io.sluice.quality.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Great Expectations reports about rows beyond the fixed fields, as far as the result format
 * asks for it; what it does not ask for is null.
 *
 * @param missingPercent missing rows of all, 0 to 100
 * @param percentTotal unexpected rows of all, 0 to 100
 * @param percentNonmissing unexpected rows of those that are not missing, 0 to 100
 * @param ofMissing whether missing rows play a part in the rule: the three percentages are told
 * @param indexColumns the columns that name a row
 * @param partial the first unexpected values
 * @param partialCounts how often values occur among those that were read
 * @param partialIndexes the first rows: their numbers, or objects with the index columns
 * @param indexes the rows as objects, where there are index columns
 * @param indexQuery the condition, in our own language, that finds the rows
 * @param rows the rows with all of their columns
 */
public record UnexpectedRows(
    @Nullable Double missingPercent,
    @Nullable Double percentTotal,
    @Nullable Double percentNonmissing,
    boolean ofMissing,
    List<String> indexColumns,
    @Nullable List<@Nullable Object> partial,
    @Nullable List<ValueCount> partialCounts,
    @Nullable List<@Nullable Object> partialIndexes,
    @Nullable List<@Nullable Object> indexes,
    @Nullable String indexQuery,
    @Nullable List<@Nullable Object> rows) {

  private static final String STARS = "***";

  /** Copies the lists. */
  public UnexpectedRows {
    indexColumns = List.copyOf(indexColumns);
    partial = copied(partial);
    partialCounts = partialCounts == null ? null : List.copyOf(partialCounts);
    partialIndexes = copied(partialIndexes);
    indexes = copied(indexes);
    rows = copied(rows);
  }

  // Not copyOf: a value may be null.
  private static @Nullable List<@Nullable Object> copied(@Nullable List<@Nullable Object> list) {
    return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
  }

  /**
   * How often a value occurs.
   *
   * @param value the value
   * @param count how often
   */
  public record ValueCount(@Nullable Object value, long count) {}

  /**
   * The same with every value of the data replaced by {@code ***}; row numbers stay, the query
   * goes.
   */
  UnexpectedRows masked() {
    List<ValueCount> counts = partialCounts;
    return new UnexpectedRows(
        missingPercent,
        percentTotal,
        percentNonmissing,
        ofMissing,
        indexColumns,
        maskedEach(partial),
        counts == null
            ? null
            : counts.stream().map(c -> new ValueCount(masked(c.value()), c.count())).toList(),
        maskedIndexes(partialIndexes),
        maskedIndexes(indexes),
        // A value that a parameter took from another result may stand in it.
        null,
        maskedEach(rows));
  }

  private static @Nullable List<@Nullable Object> maskedEach(
      @Nullable List<@Nullable Object> values) {
    if (values == null) {
      return null;
    }
    List<@Nullable Object> masked = new ArrayList<>(values);
    masked.replaceAll(UnexpectedRows::masked);
    return masked;
  }

  private static @Nullable List<@Nullable Object> maskedIndexes(
      @Nullable List<@Nullable Object> indexes) {
    if (indexes == null) {
      return null;
    }
    List<@Nullable Object> masked = new ArrayList<>(indexes);
    masked.replaceAll(index -> index instanceof Long ? index : masked(index));
    return masked;
  }

  private static @Nullable Object masked(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> masked = new LinkedHashMap<>();
      members.forEach((name, member) -> masked.put(String.valueOf(name), masked(member)));
      return masked;
    }
    return value == null ? null : STARS;
  }
}
