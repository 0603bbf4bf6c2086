package io.sluice.quality.expectation;

import io.sluice.quality.expression.Builtin;
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
import io.sluice.quality.metric.Moments;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What names mean in {@code assert}: metrics of the dataset, and reductions of their history. */
final class MetricNames implements Names {

  private static final List<String> REDUCTIONS =
      List.of("mean", "median", "stdev", "min", "max", "sum", "count");

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
    throw unknown(name, at);
  }

  private static ExpressionException unknown(String name, Position at) {
    return fault(at, "there is no metric '" + name + "'", hint(name));
  }

  /**
   * Finds a name that is not known whatever the columns are.
   *
   * @throws ExpressionException if no metric or function has that name
   */
  static void requireKnown(Syntax part) {
    if (part instanceof Syntax.Call call) {
      requireQuotes(call.function(), call.arguments());
      if (MetricName.named(call.function()).isEmpty()) {
        requireFunction(call.function(), call.at());
        Typer.requireFunction(call);
      }
    } else if (part instanceof Syntax.Name name && !name.name().equals("row_count")) {
      throw unknown(name.name(), name.at());
    }
  }

  private static void requireFunction(String name, Position at) {
    if (MetricName.named(name).isEmpty() && Builtin.named(name).isEmpty()) {
      Set<String> known = new HashSet<>(MetricName.names());
      for (Builtin builtin : Builtin.values()) {
        known.add(builtin.written());
      }
      throw fault(
          at,
          "there is no metric and no function '" + name + "'",
          Suggestion.didYouMean(name, known));
    }
  }

  private static void requireQuotes(String function, List<Syntax> arguments) {
    if (arguments.size() == 1
        && arguments.get(0) instanceof Syntax.Name name
        && !name.name().equals("row_count")
        && MetricName.named(function).isPresent()) {
      throw fault(
          name.at(),
          "a column stands in quotes here",
          "write " + function + "('" + name.name() + "')");
    }
  }

  private static @Nullable String hint(String name) {
    Optional<MetricName> known = MetricName.named(name);
    return known.isPresent()
        ? "write " + known.get().form()
        : Suggestion.didYouMean(name, MetricName.names());
  }

  @Override
  public Optional<Expr> call(String function, List<Syntax> arguments, Position at) {
    requireQuotes(function, arguments);
    requireFunction(function, at);
    if (function.equals("last")) {
      throw fault(at, "last(…) is a list", "reduce it: mean(last('row_count', 7))");
    }
    if (arguments.size() == 1
        && arguments.get(0) instanceof Syntax.Call inner
        && inner.function().equals("last")) {
      return Optional.of(history(function, inner, at));
    }
    if (function.equals("quantile") && arguments.size() == 2) {
      return Optional.of(quantile(arguments, at));
    }
    if (arguments.size() == 1 && arguments.get(0) instanceof Syntax.Text text) {
      return function.equals("count")
          ? Optional.of(count(text))
          : MetricName.named(function).flatMap(name -> ofColumn(name, text.value(), at));
    }
    return Optional.empty();
  }

  private Expr count(Syntax.Text condition) {
    try {
      Expr typed =
          new Typer(new io.sluice.quality.expression.ColumnNames(scope.schema()))
              .condition(SafeJexl.parse(condition.value()));
      return metric(new Metric.RowCount(scope.within(typed)), ExprType.INTEGER);
    } catch (ExpressionException fault) {
      throw fault(
          condition.at(),
          "in count: " + fault.getMessage(),
          fault.hint() == null ? "write " + MetricName.COUNT.form() : fault.hint());
    }
  }

  private Expr quantile(List<Syntax> arguments, Position at) {
    if (!(arguments.get(0) instanceof Syntax.Text column)
        || !(arguments.get(1) instanceof Syntax.Numeral number)
        || number.value() == null
        || number.value().signum() < 0
        || number.value().compareTo(BigDecimal.ONE) > 0) {
      throw fault(
          at,
          "quantile takes a column in quotes and a number from 0 to 1",
          MetricName.QUANTILE.form());
    }
    return quantile(column.value(), number.value(), at);
  }

  private Expr quantile(String name, BigDecimal which, Position at) {
    Expr.ColumnRef column = column(name, at);
    boolean numeric = column.type().isNumeric();
    if (!numeric && !column.type().isTemporal()) {
      throw unfit(column, "quantiles", at);
    }
    return metric(
        new Metric.Quantile(column, which, numeric, scope.where()),
        numeric ? ExprType.DOUBLE : column.type());
  }

  private Optional<Expr> ofColumn(MetricName metric, String name, Position at) {
    return switch (metric) {
      case NULL_COUNT -> Optional.of(rows(new Expr.IsNull(column(name, at))));
      case NON_NULL_COUNT -> Optional.of(present(name, at));
      case COMPLETENESS -> Optional.of(share(present(name, at), allRows()));
      case MISSING_RATIO -> Optional.of(share(rows(new Expr.IsNull(column(name, at))), allRows()));
      case UNIQUE_PROPORTION ->
          Optional.of(share(keyFigure("distinct_count", name, at), present(name, at)));
      case DISTINCT_COUNT, DUPLICATE_COUNT -> Optional.of(keyFigure(metric.written(), name, at));
      case MOST_COMMON -> Optional.of(mostCommon(name, at));
      case MEAN -> Optional.of(aggregate(Aggregate.Function.MEAN, name, at));
      case MIN -> Optional.of(aggregate(Aggregate.Function.MIN, name, at));
      case MAX -> Optional.of(aggregate(Aggregate.Function.MAX, name, at));
      case SUM -> Optional.of(aggregate(Aggregate.Function.SUM, name, at));
      case MEDIAN -> Optional.of(quantile(name, new BigDecimal("0.5"), at));
      case STDEV, VARIANCE -> Optional.of(spread(metric, name, at));
      case MIN_LENGTH -> Optional.of(length(Aggregate.Function.MIN, name, at));
      case MAX_LENGTH -> Optional.of(length(Aggregate.Function.MAX, name, at));
      case AVG_LENGTH -> Optional.of(length(Aggregate.Function.MEAN, name, at));
      case QUANTILE ->
          throw fault(at, "quantile takes a number from 0 to 1 too", MetricName.QUANTILE.form());
      case ROW_COUNT, COUNT, LAST -> Optional.empty();
    };
  }

  private Expr allRows() {
    return metric(new Metric.RowCount(scope.where()), ExprType.INTEGER);
  }

  private Expr rows(Expr condition) {
    return metric(new Metric.RowCount(scope.within(condition)), ExprType.INTEGER);
  }

  private Expr present(String name, Position at) {
    return rows(new Expr.Not(new Expr.IsNull(column(name, at))));
  }

  private static Expr share(Expr part, Expr whole) {
    return new Expr.Arithmetic(
        Expr.Arithmetic.Operation.DIVIDE,
        part,
        whole,
        ExprType.decimal(io.sluice.quality.expression.Literals.DIVISION_SCALE));
  }

  private Expr mostCommon(String name, Position at) {
    Expr.ColumnRef column = column(name, at);
    if (column.type().kind() == ExprType.Kind.OTHER) {
      throw unfit(column, "most common value", at);
    }
    Metric.ValueCounts counts =
        new Metric.ValueCounts(List.of(column), Figures.present(column, scope), 1);
    return figure(
        counts,
        MetricName.MOST_COMMON.written() + counts.key().substring("values".length()),
        column.type(),
        measured -> {
          var values = measured.frequencies(counts).values();
          return values.isEmpty() ? null : values.get(0).value();
        });
  }

  private Expr spread(MetricName name, String columnName, Position at) {
    Expr.ColumnRef column = column(columnName, at);
    if (!column.type().isNumeric()) {
      throw unfit(column, name.written(), at);
    }
    Metric.Spread spread = new Metric.Spread(column, scope.where());
    return figure(
        spread,
        name.written() + spread.key().substring("spread".length()),
        ExprType.DOUBLE,
        measured ->
            name == MetricName.STDEV
                ? measured.moments(spread).sampleDeviation()
                : measured.moments(spread).sampleVariance());
  }

  private Expr length(Aggregate.Function function, String name, Position at) {
    Expr.ColumnRef column = column(name, at);
    if (!column.type().equals(ExprType.STRING)) {
      throw unfit(column, "length", at);
    }
    Expr length =
        new Expr.Call(
            io.sluice.quality.expression.Builtin.LENGTH, List.of(column), ExprType.INTEGER);
    return metric(
        new Aggregate(function, length, scope.where()),
        function == Aggregate.Function.MEAN ? ExprType.DOUBLE : ExprType.INTEGER);
  }

  private Expr figure(
      Metric metric, String key, ExprType type, Function<Measurements, @Nullable Object> value) {
    metrics.add(metric);
    current.put(key, value);
    return new Expr.ColumnRef(key, type);
  }

  private static ExpressionException unfit(Expr.ColumnRef column, String what, Position at) {
    return fault(
        at,
        "column '" + column.name() + "' is " + column.type().words() + "; it has no " + what,
        null);
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
    if (!REDUCTIONS.contains(reduction)) {
      throw fault(at, "last(…) is reduced by one of " + String.join(", ", REDUCTIONS), null);
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

  private static @Nullable Double reduced(Past reduction, Evidence evidence) {
    double[] values =
        evidence.history().last(reduction.metricKey(), reduction.k()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    DoubleStream stream = Arrays.stream(values);
    return switch (reduction.reduction()) {
      case "mean" -> stream.sum() / values.length;
      case "median" -> median(values);
      case "stdev" -> deviation(values);
      case "min" -> stream.min().orElse(Double.POSITIVE_INFINITY);
      case "max" -> stream.max().orElse(Double.NEGATIVE_INFINITY);
      case "sum" -> stream.sum();
      default -> (double) values.length;
    };
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static @Nullable Double deviation(double[] values) {
    Moments moments = Moments.NONE;
    for (double value : values) {
      moments = moments.with(value);
    }
    return moments.sampleDeviation();
  }

  private static ExpressionException fault(Position at, String message, @Nullable String hint) {
    return new ExpressionException(message, at.line(), at.column(), hint);
  }
}
