package io.sluice.quality.compile;

import io.sluice.quality.expression.ExprText;
import io.sluice.quality.suite.ResultReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which metric of a dataset's history a figure of a result was. */
final class HistoryKeys {

  /** The metrics that kinds observe, of a column. */
  private static final Map<String, String> OBSERVED =
      Map.of(
          "expect_column_min_to_be_between", "min",
          "expect_column_max_to_be_between", "max",
          "expect_column_mean_to_be_between", "mean",
          "expect_column_sum_to_be_between", "sum",
          "expect_column_stdev_to_be_between", "stdev",
          "expect_column_unique_value_count_to_be_between", "distinct_count");

  private HistoryKeys() {}

  /** The metric's key, or null if history does not keep that figure. */
  static @Nullable String of(ResultReference reference) {
    String column = reference.column();
    boolean observed = reference.figure().equals("observed_value");
    if (observed && reference.type().startsWith("expect_table_row_count_to_")) {
      return "row_count";
    }
    if (reference.figure().equals("element_count")) {
      return "row_count";
    }
    if (observed && column != null && OBSERVED.containsKey(reference.type())) {
      return OBSERVED.get(reference.type()) + "(" + ExprText.quoted(column) + ")";
    }
    boolean nulls =
        reference.type().equals("expect_column_values_to_not_be_null")
            && reference.figure().equals("unexpected_count");
    return column != null && (nulls || reference.figure().equals("missing_count"))
        ? "null_count(" + ExprText.quoted(column) + ")"
        : null;
  }
}
