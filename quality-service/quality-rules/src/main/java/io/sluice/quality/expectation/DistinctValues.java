package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the expectations about the set of a column's distinct values have in common.
 *
 * @param column the column
 * @param items the values of the set as constants of the column's type, without null
 * @param withNull whether the set names null, which no value ever equals
 */
record DistinctValues(Expr.ColumnRef column, List<Expr> items, boolean withNull) {

  /** How many distinct values a result shows at most. */
  static final int SHOWN = 1000;

  private static final int MAX_VALUES = 10_000;

  /** Copies the items. */
  DistinctValues {
    items = List.copyOf(items);
  }

  static Description description(String summary, boolean required) {
    String type = "list of values";
    return Description.of(
        summary,
        "Null is not a value of the column; a null in the set is met by none.",
        Parameter.COLUMN,
        required
            ? Parameter.required("value_set", type, "the set")
            : Parameter.optional("value_set", type, null, "the set; left out: always met"),
        Legacy.PARSE_DATES);
  }

  /** The column and the set of the arguments; null if there is no set. */
  static @Nullable DistinctValues read(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.comparable(arguments, scope);
    Legacy.check(arguments, column);
    List<@Nullable Object> values = arguments.list("value_set");
    if (values == null) {
      return null;
    }
    if (values.size() > MAX_VALUES) {
      throw new ArgumentException("value_set", "value_set holds at most " + MAX_VALUES + " values");
    }
    List<Expr> items = new ArrayList<>();
    for (Object value : values) {
      if (value != null) {
        items.add(Arguments.constant("value_set", value, column));
      }
    }
    return new DistinctValues(column, items, values.contains(null));
  }

  /** The column and the set of the arguments. */
  static DistinctValues required(Arguments arguments, Scope scope) {
    DistinctValues read = read(arguments, scope);
    if (read == null) {
      throw new ArgumentException("value_set", "'value_set' is required");
    }
    return read;
  }

  /** The distinct values of a column, the most frequent first; as many as decide and show. */
  static Metric.ValueCounts counts(Expr.ColumnRef column, Scope scope, int deciding) {
    return new Metric.ValueCounts(
        List.of(column), Figures.present(column, scope), Math.max(SHOWN, deciding));
  }

  /** As many as decide whether there are more than in the set. */
  Metric.ValueCounts counts(Scope scope) {
    return counts(column, scope, items.size() + 1);
  }

  /** The rows of the set's values only. */
  Metric.@Nullable ValueCounts countsWithin(Scope scope) {
    return items.isEmpty()
        ? null
        : new Metric.ValueCounts(
            List.of(column), scope.within(new Expr.InList(column, items)), items.size());
  }

  /** The set's values, told apart as the engines tell them apart. */
  Set<Object> values() {
    TreeSet<Object> values = new TreeSet<>(Evaluator::order);
    for (Expr item : items) {
      if (item instanceof Expr.Literal literal && literal.value() != null) {
        values.add(literal.value());
      }
    }
    return values;
  }

  /** A plan judged by all distinct values: whether every one is known, and the verdict if so. */
  Plan judged(Scope scope, Predicate<Set<Object>> whenComplete) {
    Metric.ValueCounts counts = counts(scope);
    return new Plan(
        Set.of(counts),
        evidence -> {
          ValueFrequencies found = evidence.measurements().frequencies(counts);
          return outcome(found.complete() && whenComplete.test(distinct(found)), found);
        },
        null);
  }

  static Set<Object> distinct(ValueFrequencies found) {
    TreeSet<Object> values = new TreeSet<>(Evaluator::order);
    for (Frequency frequency : found.values()) {
      Object value = frequency.value();
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** What was observed: the distinct values in their order, and how often each occurs. */
  static Outcome outcome(boolean met, ValueFrequencies found) {
    List<Frequency> shown =
        new ArrayList<>(found.values().subList(0, Math.min(SHOWN, found.values().size())));
    ValueFrequencies bounded = new ValueFrequencies(shown, found.distinct(), found.rows());
    shown.sort((a, b) -> order(a.value(), b.value()));
    List<Object> counts = new ArrayList<>();
    for (Frequency frequency : shown) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("value", frequency.value());
      entry.put("count", frequency.count());
      counts.add(entry);
    }
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("valueCounts", counts);
    if (found.distinct() > shown.size()) {
      details.put("distinctCount", found.distinct());
    }
    return new Outcome(met, List.copyOf(distinct(bounded)), null, details, null);
  }

  private static int order(@Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? 0 : Evaluator.order(a, b);
  }
}
