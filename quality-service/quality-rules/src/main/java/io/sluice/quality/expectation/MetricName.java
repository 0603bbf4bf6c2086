package io.sluice.quality.expectation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The metrics that {@code assert} knows; there are no others. */
public enum MetricName {
  ROW_COUNT("row_count", "the number of rows"),
  COUNT("count('price < 0')", "the number of rows on which a condition is true"),
  NULL_COUNT("null_count('c')", "the number of rows without a value"),
  NON_NULL_COUNT("non_null_count('c')", "the number of rows with a value"),
  COMPLETENESS("completeness('c')", "non_null_count divided by row_count, null without any row"),
  MISSING_RATIO("missing_ratio('c')", "null_count divided by row_count, null without any row"),
  DISTINCT_COUNT("distinct_count('c')", "the number of distinct values"),
  DUPLICATE_COUNT("duplicate_count('c')", "the number of rows whose value occurs more than once"),
  UNIQUE_PROPORTION(
      "unique_proportion('c')", "distinct_count divided by non_null_count, null without any value"),
  MOST_COMMON("most_common('c')", "the most frequent value; of equally frequent ones the least"),
  MIN("min('c')", "the least value"),
  MAX("max('c')", "the greatest value"),
  SUM("sum('c')", "the sum of the numbers"),
  MEAN("mean('c')", "the mean of the numbers"),
  MEDIAN("median('c')", "the median, interpolated between the two numbers in the middle"),
  QUANTILE(
      "quantile('c', 0.9)",
      "an exact quantile: of numbers interpolated, of dates the first value that reaches it"),
  STDEV("stdev('c')", "the sample standard deviation, null of fewer than two numbers"),
  VARIANCE("variance('c')", "the sample variance, null of fewer than two numbers"),
  MIN_LENGTH("min_length('c')", "the length of the shortest text, in code points"),
  MAX_LENGTH("max_length('c')", "the length of the longest text, in code points"),
  AVG_LENGTH("avg_length('c')", "the mean length of the texts, in code points"),
  LAST(
      "last('row_count', 7)",
      "a metric's values in as many earlier batches, to be reduced by mean, median, stdev, min,"
          + " max, sum or count; a third number says how many batches are needed at least");

  private final String form;
  private final String meaning;

  MetricName(String form, String meaning) {
    this.form = form;
    this.meaning = meaning;
  }

  /** How it is written, with an example of its arguments. */
  public String form() {
    return form;
  }

  /** What it is, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** The name alone. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MetricName> named(String name) {
    return Arrays.stream(values()).filter(metric -> metric.written().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(MetricName::written).toList();
  }
}
