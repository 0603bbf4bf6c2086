package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_quantile_values_to_be_between}: each quantile is the first value whose share
 * of the rows reaches it ({@code percentile_disc}); a value within 1e-4 of a bound, relatively,
 * meets it.
 */
final class ColumnQuantilesBetween implements Expectation {

  private static final String RANGES = "quantile_ranges";
  private static final String RELATIVE_ERROR = "allow_relative_error";
  private static final int MOST = 100;
  private static final double CLOSE = 1e-4;
  private static final double CLOSE_TO_ZERO = 1e-8;
  private static final Set<String> INTERPOLATIONS =
      Set.of("linear", "lower", "higher", "midpoint", "nearest");

  /** One quantile and the bounds of its value. */
  private record Range(
      Metric.Quantile quantile, Expr.@Nullable Literal min, Expr.@Nullable Literal max) {

    boolean holds(@Nullable Object value) {
      return value != null
          && (min == null || close(value, min) || order(value, min) >= 0)
          && (max == null || close(value, max) || order(value, max) <= 0);
    }

    private static int order(Object value, Expr.Literal bound) {
      Object limit = bound.value();
      return limit == null ? 0 : Evaluator.order(value, limit);
    }

    private static boolean close(Object value, Expr.Literal bound) {
      if (value instanceof Number number && bound.value() instanceof Number limit) {
        double expected = limit.doubleValue();
        return Math.abs(number.doubleValue() - expected)
            <= CLOSE_TO_ZERO + CLOSE * Math.abs(expected);
      }
      return false;
    }
  }

  @Override
  public String name() {
    return "expect_column_quantile_values_to_be_between";
  }

  @Override
  public Description description() {
    return Description.of(
            "Each of the given quantiles of the column lies within its range, or as close to a"
                + " bound as one in ten thousand.",
            Description.NULLS_LEFT_OUT,
            Parameter.COLUMN,
            Parameter.required(
                RANGES,
                "map of quantiles and value_ranges",
                "quantiles: a list of numbers from 0 to 1; value_ranges: as many pairs of bounds, a"
                    + " null bound is open"),
            Parameter.optional(
                RELATIVE_ERROR, "true or false", "false", "read, but quantiles are always exact"))
        .deviating(
            "A quantile is the first value whose share of the rows reaches it, as PostgreSQL's"
                + " percentile_disc; pandas and Spark may answer with a neighbour.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    if (!column.type().isNumeric() && !column.type().isTemporal()) {
      throw Figures.unfit("column", column, "it has no quantiles");
    }
    requireKnownError(arguments.given(RELATIVE_ERROR));
    List<Range> ranges = ranges(arguments, column, scope);
    Set<Metric> metrics = new LinkedHashSet<>();
    ranges.forEach(range -> metrics.add(range.quantile()));
    return new Plan(metrics, evidence -> judge(ranges, evidence), null);
  }

  private static void requireKnownError(@Nullable Object given) {
    boolean isRatio =
        given instanceof BigDecimal ratio
            && ratio.signum() >= 0
            && ratio.compareTo(BigDecimal.ONE) <= 0;
    boolean isInterpolation = given instanceof String text && INTERPOLATIONS.contains(text);
    boolean known = given == null || given instanceof Boolean || isRatio || isInterpolation;
    if (!known) {
      throw new ArgumentException(RELATIVE_ERROR, "allow_relative_error must be true or false");
    }
  }

  private static List<Range> ranges(Arguments arguments, Expr.ColumnRef column, Scope scope) {
    Map<String, @Nullable Object> members = arguments.members(RANGES);
    if (members == null
        || !members.keySet().equals(Set.of("quantiles", "value_ranges"))
        || !(members.get("quantiles") instanceof List<?> quantiles)
        || !(members.get("value_ranges") instanceof List<?> bounds)) {
      throw fault("quantile_ranges must be {quantiles: [...], value_ranges: [[min, max], ...]}");
    }
    if (quantiles.isEmpty() || quantiles.size() > MOST || quantiles.size() != bounds.size()) {
      throw fault("quantiles and value_ranges must be of the same length, 1 to " + MOST);
    }
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < quantiles.size(); i++) {
      ranges.add(
          range(
              new Metric.Quantile(column, at(quantiles.get(i)), false, scope.where()),
              bounds.get(i),
              column));
    }
    return ranges;
  }

  private static BigDecimal at(@Nullable Object given) {
    if (given instanceof BigDecimal at && at.signum() >= 0 && at.compareTo(BigDecimal.ONE) <= 0) {
      return at;
    }
    throw fault("quantiles are numbers from 0 to 1");
  }

  private static Range range(
      Metric.Quantile quantile, @Nullable Object given, Expr.ColumnRef column) {
    if (!(given instanceof List<?> pair) || pair.size() != 2) {
      throw fault("each of value_ranges is [min, max]; null is no bound");
    }
    Range range = new Range(quantile, bound(pair.get(0), column), bound(pair.get(1), column));
    Expr.Literal min = range.min();
    Expr.Literal max = range.max();
    if (min != null && max != null && min.value() != null && Range.order(min.value(), max) > 0) {
      throw fault("the min of a value range is greater than its max");
    }
    return range;
  }

  private static Expr.@Nullable Literal bound(@Nullable Object given, Expr.ColumnRef column) {
    return given == null ? null : Arguments.constant(RANGES, given, column);
  }

  private static ArgumentException fault(String message) {
    return new ArgumentException(RANGES, message);
  }

  private static Outcome judge(List<Range> ranges, Evidence evidence) {
    List<Object> quantiles = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    List<Boolean> met = new ArrayList<>();
    for (Range range : ranges) {
      Object value = evidence.measurements().value(range.quantile());
      quantiles.add(range.quantile().at());
      values.add(value);
      met.add(range.holds(value));
    }
    Map<String, @Nullable Object> observed = new LinkedHashMap<>();
    observed.put("quantiles", quantiles);
    observed.put("values", values);
    return new Outcome(!met.contains(false), observed, null, Map.of("successDetails", met), null);
  }
}
