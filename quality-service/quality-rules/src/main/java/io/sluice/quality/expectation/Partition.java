package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Literals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Expected weights of a column's values: of single values or of intervals. */
sealed interface Partition {

  String NAME = "partition_object";

  Parameter CATEGORIES =
      Parameter.required(
          NAME, "map of values and weights", "the expected values and their weights, of sum 1");

  int MOST_BINS = 1000;
  int MOST_VALUES = 10_000;

  /** GX takes weights whose sum is as close to 1 as NumPy's allclose asks. */
  double CLOSE = 1.001e-5;

  /** The expected weights, each at least 0. */
  List<Double> weights();

  /**
   * Single values and their weights.
   *
   * @param values constants of the column's type, all different
   */
  record Categories(List<Expr.Literal> values, List<Double> weights) implements Partition {}

  /**
   * Intervals, each with its lower bound, the last one with its upper bound too.
   *
   * @param edges one more than intervals, ascending; the outer ones may be infinite
   * @param tails the weights below and above the edges; null if none were given
   */
  record Bins(List<Expr.Literal> edges, List<Double> weights, @Nullable List<Double> tails)
      implements Partition {

    /** The edges as doubles. */
    double[] places() {
      return edges.stream().mapToDouble(Bins::place).toArray();
    }

    private static double place(Expr.Literal edge) {
      return edge.value() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
  }

  /** The partition in the arguments; null if there is none. */
  static @Nullable Partition read(Arguments arguments, Expr.ColumnRef column) {
    Map<String, @Nullable Object> members = arguments.members(NAME);
    if (members == null) {
      return null;
    }
    Set<String> names = members.keySet();
    if (names.equals(Set.of("values", "weights"))) {
      return categories(members, column);
    }
    if (names.equals(Set.of("bins", "weights"))
        || names.equals(Set.of("bins", "weights", "tail_weights"))) {
      return bins(members, column);
    }
    throw fault("partition_object is {values, weights} or {bins, weights, tail_weights}");
  }

  /** A required partition by single values. */
  static Categories categories(Arguments arguments, Expr.ColumnRef column) {
    if (read(arguments, column) instanceof Categories categories) {
      return categories;
    }
    throw fault("partition_object must be {values: [...], weights: [...]}");
  }

  /** A required partition by intervals. */
  static Bins bins(Arguments arguments, Expr.ColumnRef column) {
    if (read(arguments, column) instanceof Bins bins) {
      return bins;
    }
    throw fault("partition_object must be {bins: [...], weights: [...]}");
  }

  private static Categories categories(
      Map<String, @Nullable Object> members, Expr.ColumnRef column) {
    List<Expr.Literal> values = new ArrayList<>();
    TreeSet<Object> seen = new TreeSet<>(Evaluator::order);
    for (Object item : items(members, "values", MOST_VALUES)) {
      if (item == null) {
        throw fault("a null has no weight: nulls are left out");
      }
      Expr.Literal value = Arguments.constant(NAME, item, column);
      Object constant = value.value();
      if (constant != null && !seen.add(constant)) {
        throw fault("'" + item + "' is twice among the values");
      }
      values.add(value);
    }
    List<Double> weights = weights(members, "weights");
    if (values.isEmpty() || values.size() != weights.size()) {
      throw fault("each value needs one weight");
    }
    requireSumOfOne(weights, List.of());
    return new Categories(values, weights);
  }

  private static Bins bins(Map<String, @Nullable Object> members, Expr.ColumnRef column) {
    if (!column.type().isNumeric()) {
      throw Figures.unfit(NAME, column, "bins need numbers");
    }
    List<Expr.Literal> edges = new ArrayList<>();
    for (Object item : items(members, "bins", MOST_BINS + 1)) {
      edges.add(edge(item));
    }
    List<Double> weights = weights(members, "weights");
    if (weights.isEmpty() || edges.size() != weights.size() + 1) {
      throw fault("there must be one more of bins than of weights");
    }
    List<Double> tails =
        members.get("tail_weights") == null ? null : weights(members, "tail_weights");
    if (tails != null && tails.size() != 2) {
      throw fault("tail_weights are two: below and above");
    }
    Bins bins = new Bins(edges, weights, tails);
    double[] places = bins.places();
    for (int i = 1; i < places.length; i++) {
      if (places[i] <= places[i - 1]) {
        throw fault("bins must be ascending");
      }
    }
    requireSumOfOne(weights, tails == null ? List.of() : tails);
    return bins;
  }

  private static Expr.Literal edge(@Nullable Object given) {
    if (given instanceof BigDecimal number) {
      return Literals.number(number);
    } else if (given instanceof Double real && !real.isNaN()) {
      return Literals.real(real);
    } else if (given instanceof String text) {
      switch (text) {
        case "Infinity", "inf" -> {
          return Literals.real(Double.POSITIVE_INFINITY);
        }
        case "-Infinity", "-inf" -> {
          return Literals.real(Double.NEGATIVE_INFINITY);
        }
        default -> {}
      }
    }
    throw fault("bins are numbers");
  }

  private static List<Double> weights(Map<String, @Nullable Object> members, String name) {
    List<Double> weights = new ArrayList<>();
    for (Object item : items(members, name, MOST_VALUES)) {
      if (!(item instanceof BigDecimal weight) || weight.signum() < 0) {
        throw fault(name + " are numbers, at least 0");
      }
      weights.add(weight.doubleValue());
    }
    return weights;
  }

  private static List<?> items(Map<String, @Nullable Object> members, String name, int most) {
    if (members.get(name) instanceof List<?> items && items.size() <= most) {
      return items;
    }
    throw fault(name + " must be a list of at most " + most);
  }

  private static void requireSumOfOne(List<Double> weights, List<Double> tails) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (double tail : tails) {
      sum += tail;
    }
    if (Math.abs(sum - 1) > CLOSE) {
      throw fault("the weights sum up to " + sum + ", not to 1");
    }
  }

  private static ArgumentException fault(String message) {
    return new ArgumentException(NAME, message);
  }
}
