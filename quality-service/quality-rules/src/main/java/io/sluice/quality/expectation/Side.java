package io.sluice.quality.expectation;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Literals;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Metric.Aggregate.Function;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One side of a cross table: how a column is cut into categories, as GX 0.18 cuts it. Numbers fall
 * into intervals of equal width between least and greatest; of other values the most frequent stand
 * for themselves and the rest together. Null is a category of its own.
 */
sealed interface Side {

  /** The most categories of a side. */
  int MOST = 100;

  /** How null is shown. */
  String MISSING = "(missing)";

  /** What to measure before it can be cut. */
  Set<Metric> metrics();

  /**
   * The category of a row, and how to show it.
   *
   * @throws MeasurementException if the data cannot be cut
   */
  Cut cut(Measurements measured);

  /**
   * A category as an expression over a row.
   *
   * @param category its value tells categories apart
   * @param labels the category of each value: its place here; empty if values show themselves
   * @param other the value that stands for all the rest; null if none does
   */
  record Cut(Expr category, List<String> labels, @Nullable Object other) {

    String label(@Nullable Object value) {
      if (value == null) {
        return MISSING;
      }
      if (other != null && Evaluator.order(value, other) == 0) {
        return "(other)";
      }
      if (labels.isEmpty() || !(value instanceof BigDecimal code)) {
        return value.toString();
      }
      return code.signum() < 0 ? MISSING : labels.get(code.intValue());
    }
  }

  /** The side that the arguments describe. */
  static Side read(
      Arguments arguments, Scope scope, String columnName, String binsName, String countName) {
    Expr.ColumnRef column = scope.column(arguments.text(columnName));
    if (column.type().kind() == ExprType.Kind.OTHER) {
      throw Figures.unfit(columnName, column, "its values cannot be compared");
    }
    BigDecimal given = arguments.count(countName);
    if (given != null && (given.signum() == 0 || given.intValue() > MOST)) {
      throw new ArgumentException(countName, "'" + countName + "' must be from 1 to " + MOST);
    }
    int count = given == null ? 10 : given.intValue();
    List<@Nullable Object> bins = arguments.list(binsName);
    if (bins != null && (bins.isEmpty() || bins.size() > MOST)) {
      throw new ArgumentException(binsName, "'" + binsName + "' holds 1 to " + MOST + " bins");
    }
    if (column.type().isNumeric()) {
      return new Numbers(column, scope, bins == null ? null : edges(binsName, bins), count);
    }
    return bins == null
        ? new MostFrequent(column, scope, count)
        : new Groups(column, groups(binsName, bins, column));
  }

  private static List<Double> edges(String name, List<@Nullable Object> bins) {
    TreeSet<Double> edges = new TreeSet<>();
    for (Object bin : bins) {
      if (!(bin instanceof BigDecimal edge)) {
        throw new ArgumentException(name, "'" + name + "' of a column of numbers holds numbers");
      }
      edges.add(edge.doubleValue());
    }
    return List.copyOf(edges);
  }

  private static List<List<Expr>> groups(
      String name, List<@Nullable Object> bins, Expr.ColumnRef column) {
    List<List<Expr>> groups = new ArrayList<>();
    for (Object bin : bins) {
      if (!(bin instanceof List<?> values) || values.isEmpty() || values.contains(null)) {
        throw new ArgumentException(name, "'" + name + "' must be a list of lists of values");
      }
      List<Expr> group = new ArrayList<>();
      values.forEach(value -> group.add(Arguments.constant(name, value, column)));
      groups.add(group);
    }
    return groups;
  }

  /**
   * Numbers by interval.
   *
   * @param edges the inner edges; null: as many intervals of equal width
   */
  record Numbers(Expr.ColumnRef column, Scope scope, @Nullable List<Double> edges, int count)
      implements Side {

    private Metric.Aggregate of(Function function) {
      return new Metric.Aggregate(function, column, scope.where());
    }

    @Override
    public Set<Metric> metrics() {
      return Set.of(of(Function.MIN), of(Function.MAX));
    }

    @Override
    public Cut cut(Measurements measured) {
      if (!(measured.value(of(Function.MIN)) instanceof Number least)
          || !(measured.value(of(Function.MAX)) instanceof Number greatest)) {
        return new Cut(number(-1), List.of(), null);
      }
      List<Double> all = edges(least.doubleValue(), greatest.doubleValue());
      List<String> labels = new ArrayList<>();
      for (int i = 1; i < all.size(); i++) {
        labels.add("[" + shown(all.get(i - 1)) + ", " + shown(all.get(i)) + ")");
      }
      Expr code = code(all, 0, Math.max(labels.size() - 1, 0));
      return new Cut(
          new Expr.Conditional(new Expr.IsNull(column), number(-1), code, ExprType.INTEGER),
          labels.isEmpty() ? List.of(shown(all.get(0))) : labels,
          null);
    }

    private List<Double> edges(double least, double greatest) {
      if (!Double.isFinite(least) || !Double.isFinite(greatest)) {
        throw new MeasurementException(
            "column '" + column.name() + "' has numbers that are not finite: it has no bins");
      }
      List<Double> all = new ArrayList<>();
      if (edges != null) {
        all.addAll(edges);
        if (least < all.get(0)) {
          all.add(0, least);
        }
        if (greatest > all.get(all.size() - 1)) {
          all.add(greatest);
        }
        return all;
      }
      double from = least == greatest ? least - 0.5 : least;
      double to = least == greatest ? greatest + 0.5 : greatest;
      for (int i = 0; i < count; i++) {
        all.add(from + (to - from) * i / count);
      }
      all.add(to);
      return all;
    }

    /** The interval of a number, found by halving. */
    private Expr code(List<Double> all, int low, int high) {
      if (low == high) {
        return number(low);
      }
      int middle = (low + high + 1) / 2;
      Expr before =
          new Expr.Comparison(Expr.Comparison.Operator.LT, column, Literals.real(all.get(middle)));
      return new Expr.Conditional(
          before, code(all, low, middle - 1), code(all, middle, high), ExprType.INTEGER);
    }

    private static Expr number(int code) {
      return Literals.number(BigDecimal.valueOf(code));
    }

    private static String shown(double edge) {
      BigDecimal rounded = BigDecimal.valueOf(edge).round(new MathContext(6));
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
  }

  /**
   * The most frequent values, and the rest together.
   *
   * @param count how many values stand for themselves
   */
  record MostFrequent(Expr.ColumnRef column, Scope scope, int count) implements Side {

    private Metric.ValueCounts counts() {
      return new Metric.ValueCounts(List.of(column), Figures.present(column, scope), count + 1);
    }

    @Override
    public Set<Metric> metrics() {
      return Set.of(counts());
    }

    @Override
    public Cut cut(Measurements measured) {
      ValueFrequencies found = measured.frequencies(counts());
      if (found.distinct() <= count) {
        return new Cut(column, List.of(), null);
      }
      List<Expr> named = new ArrayList<>();
      for (Frequency frequency : found.values().subList(0, count)) {
        named.add(new Expr.Literal(frequency.value(), column.type()));
      }
      // One of the rest stands for all of it, so that the category keeps the column's type.
      Object other = found.values().get(count).value();
      Expr itself = new Expr.Or(new Expr.IsNull(column), new Expr.InList(column, named));
      return new Cut(
          new Expr.Conditional(
              itself, column, new Expr.Literal(other, column.type()), column.type()),
          List.of(),
          other);
    }
  }

  /**
   * Groups of values that count as one, each named by its first; other values stand for themselves.
   */
  record Groups(Expr.ColumnRef column, List<List<Expr>> groups) implements Side {

    @Override
    public Set<Metric> metrics() {
      return Set.of();
    }

    @Override
    public Cut cut(Measurements measured) {
      Expr category = column;
      for (List<Expr> group : groups) {
        category =
            new Expr.Conditional(
                new Expr.InList(column, group), group.get(0), category, column.type());
      }
      return new Cut(category, List.of(), null);
    }
  }
}
