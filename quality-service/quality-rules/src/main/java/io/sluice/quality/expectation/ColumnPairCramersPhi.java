package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import io.sluice.quality.statistics.ChiSquare;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_pair_cramers_phi_value_to_be_less_than}, as GX 0.18 defines it: Cramér's V
 * of the cross table of two columns, with Yates' correction at one degree of freedom.
 */
final class ColumnPairCramersPhi implements Expectation {

  private static final int MOST_CATEGORIES = 1000;
  private static final int SHOWN = 30;
  private static final Comparator<@Nullable Object> ORDER =
      Comparator.nullsLast((a, b) -> Evaluator.order(a, b));

  @Override
  public String name() {
    return "expect_column_pair_cramers_phi_value_to_be_less_than";
  }

  @Override
  public Description description() {
    return Description.of(
            "The two columns are almost independent: Cramér's phi (V) of their cross table is at"
                + " most the threshold.",
            "Null is a category of its own, as in GX 0.18; without any row the observed value is"
                + " null and the rule fails.",
            Parameter.required("column_A", "column", "the one column"),
            Parameter.required("column_B", "column", "the other column"),
            Parameter.optional("threshold", "number", "0.1", "the greatest allowed value, 0 to 1"),
            bins("bins_A", "column_A"),
            bins("bins_B", "column_B"),
            count("n_bins_A", "column_A"),
            count("n_bins_B", "column_B"))
        .deviating(
            "GX 1.x only raises; this is GX 0.18's definition. With only one category on a side"
                + " there is no value (NaN) and the rule fails, as there. Equally frequent values"
                + " become \"other\" in their order.");
  }

  private static Parameter bins(String name, String column) {
    return Parameter.optional(
        name,
        "list of numbers, or of lists of values",
        null,
        "how to cut " + column + ": the edges of intervals, or groups of values");
  }

  private static Parameter count(String name, String column) {
    return Parameter.optional(
        name,
        "whole number",
        "10",
        "without bins: into how many intervals "
            + column
            + " is cut, or how many of its most"
            + " frequent values stand for themselves");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Side a = Side.read(arguments, scope, "column_A", "bins_A", "n_bins_A");
    Side b = Side.read(arguments, scope, "column_B", "bins_B", "n_bins_B");
    double threshold = arguments.ratio("threshold", 0.1);
    Set<Metric> metrics = new HashSet<>(a.metrics());
    metrics.addAll(b.metrics());
    return new Plan(
        metrics,
        evidence ->
            counted(
                a.cut(evidence.measurements()), b.cut(evidence.measurements()), scope, threshold),
        null);
  }

  private static Plan counted(Side.Cut a, Side.Cut b, Scope scope, double threshold) {
    Metric.ValueCounts counts =
        new Metric.ValueCounts(
            List.of(a.category(), b.category()), scope.where(), Metric.ValueCounts.MOST);
    return new Plan(
        Set.of(counts),
        evidence -> judge(evidence.measurements().frequencies(counts), a, b, threshold),
        null);
  }

  private static Outcome judge(ValueFrequencies found, Side.Cut a, Side.Cut b, double threshold) {
    if (found.rows() == 0) {
      return Outcome.observed(false, null);
    }
    List<@Nullable Object> rows = categories(found, 0);
    List<@Nullable Object> columns = categories(found, 1);
    if (!found.complete() || rows.size() > MOST_CATEGORIES || columns.size() > MOST_CATEGORIES) {
      throw new MeasurementException("a column has more than " + MOST_CATEGORIES + " categories");
    }
    long[][] table = new long[rows.size()][columns.size()];
    for (Frequency frequency : found.values()) {
      int row = place(rows, frequency.key().get(0));
      int column = place(columns, frequency.key().get(1));
      table[row][column] += frequency.count();
    }
    double phi = ChiSquare.cramer(table);
    return new Outcome(
        phi <= threshold, phi, null, Map.of("crosstab", shown(table, rows, columns, a, b)), null);
  }

  private static List<@Nullable Object> categories(ValueFrequencies found, int side) {
    TreeSet<@Nullable Object> values = new TreeSet<>(ORDER);
    found.values().forEach(frequency -> values.add(frequency.key().get(side)));
    return new ArrayList<>(values);
  }

  private static int place(List<@Nullable Object> categories, @Nullable Object value) {
    return java.util.Collections.binarySearch(categories, value, ORDER);
  }

  private static Map<String, Object> shown(
      long[][] table,
      List<@Nullable Object> rows,
      List<@Nullable Object> columns,
      Side.Cut a,
      Side.Cut b) {
    List<Object> counts = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, rows.size()); i++) {
      List<Object> line = new ArrayList<>();
      for (int j = 0; j < Math.min(SHOWN, columns.size()); j++) {
        line.add(BigDecimal.valueOf(table[i][j]));
      }
      counts.add(line);
    }
    Map<String, Object> crosstab = new LinkedHashMap<>();
    crosstab.put("rows", rows.stream().limit(SHOWN).map(a::label).toList());
    crosstab.put("columns", columns.stream().limit(SHOWN).map(b::label).toList());
    crosstab.put("counts", counts);
    return crosstab;
  }
}
