package io.sluice.quality.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of each result is reported, with the options of Great Expectations' {@code
 * result_format}.
 *
 * @param format the level
 * @param partialCount how many rows and values the partial lists hold, 0 to {@value #MOST_PARTIAL}
 * @param includeRows whether failing rows are shown with all of their columns
 * @param excludeValues whether the values that fail are left out
 * @param indexColumns the columns that name a row
 * @param indexQuery whether the condition that finds the rows is shown, at {@code COMPLETE}
 * @param stated which options were said; the others are defaults
 */
public record ResultOptions(
    ResultFormat format,
    int partialCount,
    boolean includeRows,
    boolean excludeValues,
    List<String> indexColumns,
    boolean indexQuery,
    Set<Option> stated) {

  /** The most values of a partial list. */
  public static final int MOST_PARTIAL = 200;

  /** How many values a partial list holds unless it is said. */
  public static final int PARTIAL = 20;

  private static final int MOST_INDEX_COLUMNS = 20;

  /** What can be said. */
  public enum Option {
    RESULT_FORMAT,
    PARTIAL_UNEXPECTED_COUNT,
    INCLUDE_UNEXPECTED_ROWS,
    EXCLUDE_UNEXPECTED_VALUES,
    UNEXPECTED_INDEX_COLUMN_NAMES,
    RETURN_UNEXPECTED_INDEX_QUERY;

    /** As Great Expectations writes it. */
    String snake() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As our own JSON writes it. */
    String camel() {
      StringBuilder result = new StringBuilder();
      for (String word : snake().split("_", -1)) {
        result.append(
            result.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      return result.toString();
    }
  }

  /** Thrown when options do not fit; the option is named in the message. */
  public static final class InvalidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidException(String message) {
      super(message);
    }
  }

  /** Copies the collections and checks the bounds. */
  public ResultOptions {
    indexColumns = List.copyOf(indexColumns);
    stated = Set.copyOf(stated);
    if (partialCount < 0 || partialCount > MOST_PARTIAL) {
      throw new InvalidException(
          "partial_unexpected_count must be a whole number of 0 to " + MOST_PARTIAL);
    }
    if (indexColumns.size() > MOST_INDEX_COLUMNS) {
      throw new InvalidException(
          "unexpected_index_column_names names at most " + MOST_INDEX_COLUMNS + " columns");
    }
  }

  /** A level with the default options; said by nobody. */
  public static ResultOptions of(ResultFormat format) {
    return new ResultOptions(format, PARTIAL, false, false, List.of(), true, Set.of());
  }

  /**
   * Reads options: a level as text, or an object with the names of Great Expectations or ours.
   *
   * @param value null, String or Map; null says nothing
   * @throws InvalidException if it is not one
   */
  public static ResultOptions read(@Nullable Object value) {
    if (value == null) {
      return of(ResultFormat.SUMMARY);
    }
    if (value instanceof String level) {
      return new ResultOptions(
          level(level), PARTIAL, false, false, List.of(), true, Set.of(Option.RESULT_FORMAT));
    }
    if (value instanceof Map<?, ?> members) {
      return new OptionReading(members).read();
    }
    throw new InvalidException("must be one of " + List.of(ResultFormat.values()));
  }

  private static ResultFormat level(@Nullable Object value) {
    for (ResultFormat format : ResultFormat.values()) {
      if (format.name().equalsIgnoreCase(String.valueOf(value))) {
        return format;
      }
    }
    throw new InvalidException("'" + value + "' is not one of " + List.of(ResultFormat.values()));
  }

  /** These options; what they leave unsaid, as the rule says it. */
  ResultOptions over(ResultOptions rule) {
    EnumSet<Option> both = EnumSet.noneOf(Option.class);
    both.addAll(stated);
    both.addAll(rule.stated);
    return new ResultOptions(
        from(Option.RESULT_FORMAT, rule).format,
        from(Option.PARTIAL_UNEXPECTED_COUNT, rule).partialCount,
        from(Option.INCLUDE_UNEXPECTED_ROWS, rule).includeRows,
        from(Option.EXCLUDE_UNEXPECTED_VALUES, rule).excludeValues,
        from(Option.UNEXPECTED_INDEX_COLUMN_NAMES, rule).indexColumns,
        from(Option.RETURN_UNEXPECTED_INDEX_QUERY, rule).indexQuery,
        both);
  }

  private ResultOptions from(Option option, ResultOptions rule) {
    return !stated.contains(option) && rule.stated.contains(option) ? rule : this;
  }

  /** How many failing rows are read for a rule that failed. */
  int sampleLimit() {
    int most = format.sampleLimit();
    return most == 0 ? 0 : Math.max(most, partialCount);
  }

  /** Reads an object of options. */
  private static final class OptionReading {

    private final Map<?, ?> members;
    private final EnumSet<Option> stated = EnumSet.noneOf(Option.class);

    OptionReading(Map<?, ?> members) {
      this.members = members;
      for (Object name : members.keySet()) {
        requireKnown(String.valueOf(name));
      }
    }

    private static void requireKnown(String name) {
      for (Option option : Option.values()) {
        if (option.snake().equals(name) || option.camel().equals(name)) {
          return;
        }
      }
      throw new InvalidException("unknown option '" + name + "' of the result format");
    }

    ResultOptions read() {
      ResultFormat format = ResultFormat.SUMMARY;
      Object level = get(Option.RESULT_FORMAT);
      if (level != null) {
        format = level(level);
      }
      Object count = get(Option.PARTIAL_UNEXPECTED_COUNT);
      boolean include = truth(Option.INCLUDE_UNEXPECTED_ROWS, false);
      boolean exclude = truth(Option.EXCLUDE_UNEXPECTED_VALUES, false);
      List<String> columns = names();
      boolean query = truth(Option.RETURN_UNEXPECTED_INDEX_QUERY, true);
      return new ResultOptions(format, count(count), include, exclude, columns, query, stated);
    }

    private @Nullable Object get(Option option) {
      Object snake = members.get(option.snake());
      Object value = snake == null ? members.get(option.camel()) : snake;
      if (value != null) {
        stated.add(option);
      }
      return value;
    }

    private static int count(@Nullable Object count) {
      if (count == null) {
        return PARTIAL;
      }
      if (count instanceof BigDecimal number
          && number.stripTrailingZeros().scale() <= 0
          && number.signum() >= 0) {
        return number.min(BigDecimal.valueOf(MOST_PARTIAL)).intValue();
      }
      throw new InvalidException("partial_unexpected_count must be a whole number, at least 0");
    }

    private boolean truth(Option option, boolean fallback) {
      Object value = get(option);
      if (value == null || value instanceof Boolean) {
        return value == null ? fallback : (Boolean) value;
      }
      throw new InvalidException(option.snake() + " must be true or false");
    }

    private List<String> names() {
      Object value = get(Option.UNEXPECTED_INDEX_COLUMN_NAMES);
      List<String> names = new ArrayList<>();
      if (value == null) {
        return names;
      }
      if (value instanceof List<?> list) {
        for (Object name : list) {
          if (!(name instanceof String text)) {
            throw new InvalidException("unexpected_index_column_names must be a list of columns");
          }
          names.add(text);
        }
        return names;
      }
      throw new InvalidException("unexpected_index_column_names must be a list of columns");
    }
  }
}
