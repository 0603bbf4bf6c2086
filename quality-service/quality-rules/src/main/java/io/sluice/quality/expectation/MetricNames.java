package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Names;
import io.sluice.quality.expression.SafeJexl;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Metric.Aggregate;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What names mean in {@code assert}: metrics of the dataset, and reductions of their history. */
final class MetricNames implements Names {

  private static final List<String> FUNCTIONS =
      List.of(
          "row_count",
          "null_count",
          "non_null_count",
          "distinct_count",
          "duplicate_count",
          "mean",
          "min",
          "max",
          "sum",
          "last");

  private static final int MAX_HISTORY = 1000;

  private final Scope scope;
  private final Set<Metric> metrics = new HashSet<>();
  private final Map<String, Function<Measurements, @Nullable Object>> current =
      new LinkedHashMap<>();
  private final Map<String, Past> past = new LinkedHashMap<>();

  /** A reduction of earlier values of a metric. */
  private record Past(String reduction, String metricKey, int k, int minimum) {}

  MetricNames(Scope scope) {
    this.scope = scope;
  }

  /** Every metric that was named. */
  Set<Metric> metrics() {
    return metrics;
  }

  @Override
  public Expr resolve(String name, Position at) {
    if (name.equals("row_count")) {
      return metric(new Metric.RowCount(scope.where()), ExprType.INTEGER);
    }
    throw new ExpressionException(
        "there is no metric '" + name + "'",
        at.line(),
        at.column(),
        FUNCTIONS.contains(name)
            ? "write " + name + "('column')"
            : Suggestion.didYouMean(name, FUNCTIONS));
  }

  @Override
  public Optional<Expr> call(String function, List<Syntax> arguments, Position at) {
    if (function.equals("last")) {
      throw fault(at, "last(…) is a list", "reduce it: mean(last('row_count', 7))");
    }
    if (arguments.size() == 1
        && arguments.get(0) instanceof Syntax.Call inner
        && inner.function().equals("last")) {
      return Optional.of(history(function, inner, at));
    }
    if (arguments.size() == 1 && arguments.get(0) instanceof Syntax.Text column) {
      return ofColumn(function, column.value(), at);
    }
    return Optional.empty();
  }

  private Optional<Expr> ofColumn(String function, String name, Position at) {
    return switch (function) {
      case "null_count" -> {
        Expr isNull = new Expr.IsNull(column(name, at));
        yield Optional.of(metric(new Metric.RowCount(scope.within(isNull)), ExprType.INTEGER));
      }
      case "non_null_count" -> {
        Expr present = new Expr.Not(new Expr.IsNull(column(name, at)));
        yield Optional.of(metric(new Metric.RowCount(scope.within(present)), ExprType.INTEGER));
      }
      case "distinct_count", "duplicate_count" -> Optional.of(keyFigure(function, name, at));
      case "mean" -> Optional.of(aggregate(Aggregate.Function.MEAN, name, at));
      case "min" -> Optional.of(aggregate(Aggregate.Function.MIN, name, at));
      case "max" -> Optional.of(aggregate(Aggregate.Function.MAX, name, at));
      case "sum" -> Optional.of(aggregate(Aggregate.Function.SUM, name, at));
      default -> Optional.empty();
    };
  }

  private Expr.ColumnRef column(String name, Position at) {
    return new io.sluice.quality.expression.ColumnNames(scope.schema()).column(name, at);
  }

  private Expr aggregate(Aggregate.Function function, String name, Position at) {
    Expr.ColumnRef column = column(name, at);
    boolean numeric = column.type().isNumeric();
    boolean ordered = function == Aggregate.Function.MIN || function == Aggregate.Function.MAX;
    if (!numeric
        && !(ordered && (column.type().isTemporal() || column.type().equals(ExprType.STRING)))) {
      throw fault(
          at,
          "column '" + name + "' is " + column.type().words() + "; it has no " + function.written(),
          null);
    }
    ExprType type = function == Aggregate.Function.MEAN ? ExprType.DOUBLE : column.type();
    return metric(new Aggregate(function, column, scope.where()), type);
  }

  private Expr keyFigure(String figure, String name, Position at) {
    Metric.KeyGroups groups = Metric.KeyGroups.of(column(name, at), scope.where());
    metrics.add(groups);
    String key = groups.figure(figure);
    current.put(
        key,
        measured ->
            BigDecimal.valueOf(
                figure.equals("distinct_count")
                    ? measured.groups(groups).distinct()
                    : measured.groups(groups).duplicateRows()));
    return new Expr.ColumnRef(key, ExprType.INTEGER);
  }

  private Expr metric(Metric metric, ExprType type) {
    metrics.add(metric);
    current.put(metric.key(), measured -> Measurements.exact(measured.value(metric)));
    return new Expr.ColumnRef(metric.key(), type);
  }

  private Expr history(String reduction, Syntax.Call last, Position at) {
    if (!Set.of("mean", "min", "max", "sum", "count").contains(reduction)) {
      throw fault(at, "last(…) is reduced by mean, min, max, sum or count", null);
    }
    List<Syntax> arguments = last.arguments();
    if (arguments.size() < 2
        || arguments.size() > 3
        || !(arguments.get(0) instanceof Syntax.Text name)) {
      throw fault(last.at(), "last takes a metric in quotes and how many", "last('row_count', 7)");
    }
    int k = positive(arguments.get(1));
    int minimum = arguments.size() == 3 ? positive(arguments.get(2)) : 1;
    if (minimum > k) {
      throw fault(last.at(), "the minimum is greater than the number of values", null);
    }
    String key = metricKey(name);
    String variable = reduction + "(last(" + key + ", " + k + ", " + minimum + "))";
    past.put(variable, new Past(reduction, key, k, minimum));
    return new Expr.ColumnRef(variable, ExprType.DOUBLE);
  }

  /** The key of the metric in quotes; it is measured too, so that its history grows. */
  private String metricKey(Syntax.Text name) {
    Expr metric;
    try {
      metric = new Typer(this).type(SafeJexl.parse(name.value()));
    } catch (ExpressionException fault) {
      throw fault(name.at(), "in last: " + fault.getMessage(), fault.hint());
    }
    if (metric instanceof Expr.ColumnRef found && current.containsKey(found.name())) {
      return found.name();
    }
    throw fault(name.at(), "'" + name.value() + "' is not a metric", "last('row_count', 7)");
  }

  private static int positive(Syntax syntax) {
    if (syntax instanceof Syntax.Numeral number
        && number.value() != null
        && number.value().signum() > 0
        && number.value().stripTrailingZeros().scale() <= 0
        && number.value().compareTo(BigDecimal.valueOf(MAX_HISTORY)) <= 0) {
      return number.value().intValue();
    }
    throw fault(syntax.at(), "a whole number from 1 to " + MAX_HISTORY + " is needed", null);
  }

  /** Says which history is too short, if any is. */
  Optional<String> missingHistory(Evidence evidence) {
    for (Past reduction : past.values()) {
      int found = evidence.history().last(reduction.metricKey(), reduction.k()).size();
      if (found < reduction.minimum()) {
        return Optional.of(
            "last("
                + reduction.metricKey()
                + ") needs "
                + reduction.minimum()
                + " earlier batches, there are "
                + found);
      }
    }
    return Optional.empty();
  }

  /** The value of every name. */
  Map<String, @Nullable Object> values(Evidence evidence) {
    Map<String, @Nullable Object> result = new HashMap<>();
    current.forEach((name, value) -> result.put(name, value.apply(evidence.measurements())));
    past.forEach((name, reduction) -> result.put(name, reduced(reduction, evidence)));
    return result;
  }

  private static Double reduced(Past reduction, Evidence evidence) {
    double[] values =
        evidence.history().last(reduction.metricKey(), reduction.k()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return switch (reduction.reduction()) {
      case "mean" -> sum / values.length;
      case "min" -> min;
      case "max" -> max;
      case "sum" -> sum;
      default -> (double) values.length;
    };
  }

  private static ExpressionException fault(Position at, String message, @Nullable String hint) {
    return new ExpressionException(message, at.line(), at.column(), hint);
  }
}
