package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Outcome.Counts;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.KeyCounts;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How every rule about rows is counted and judged. */
final class Rows {

  private Rows() {}

  /**
   * A plan for a condition that each row should meet.
   *
   * @param missing the rows that have no answer; null if every row has one
   */
  static Plan meet(
      Scope scope, Expr condition, @Nullable Expr missing, List<Expr.ColumnRef> shown) {
    Metric.RowCount elements = new Metric.RowCount(scope.where());
    Expr breaks =
        scope.within(condition instanceof Expr.Not not ? not.operand() : new Expr.Not(condition));
    Metric.RowCount unexpected = new Metric.RowCount(breaks);
    Metric.RowCount missed = missing == null ? null : new Metric.RowCount(scope.within(missing));
    Set<Metric> metrics = new HashSet<>(List.of(elements, unexpected));
    addIfPresent(metrics, missed);
    return new Plan(
        metrics,
        evidence ->
            judge(
                scope.mostly(),
                new Counts(
                    evidence.measurements().count(elements),
                    missed == null ? null : Long.valueOf(evidence.measurements().count(missed)),
                    evidence.measurements().count(unexpected))),
        new SampleQuery.RowsWhere(breaks, shown));
  }

  /** A plan for a key that should not occur twice; every row of a repeated key is unexpected. */
  static Plan unique(Scope scope, Metric.KeyGroups groups) {
    Metric.RowCount elements = new Metric.RowCount(scope.where());
    Set<Metric> metrics = new HashSet<>(List.of(elements, groups));
    return new Plan(
        metrics,
        evidence -> {
          KeyCounts keys = evidence.measurements().groups(groups);
          long rows = evidence.measurements().count(elements);
          return judge(scope.mostly(), new Counts(rows, rows - keys.rows(), keys.duplicateRows()));
        },
        new SampleQuery.DuplicateKeys(groups));
  }

  /** A plan for values that should stand in order; every value out of order is unexpected. */
  static Plan ordered(Scope scope, Metric.OrderBreaks breaks, Expr.ColumnRef column) {
    Metric.RowCount elements = new Metric.RowCount(scope.where());
    Metric.RowCount missing = new Metric.RowCount(scope.within(new Expr.IsNull(column)));
    Set<Metric> metrics = new HashSet<>(List.of(elements, missing, breaks));
    return new Plan(
        metrics,
        evidence ->
            judge(
                scope.mostly(),
                new Counts(
                    evidence.measurements().count(elements),
                    evidence.measurements().count(missing),
                    evidence.measurements().count(breaks))),
        new SampleQuery.OutOfOrder(breaks, List.of(column)));
  }

  private static void addIfPresent(Set<Metric> metrics, @Nullable Metric metric) {
    if (metric != null) {
      metrics.add(metric);
    }
  }

  /** Met if enough of the considered rows comply; no considered row breaks nothing. */
  private static Outcome judge(BigDecimal mostly, Counts counts) {
    long considered = counts.considered();
    boolean met =
        considered == 0
            || BigDecimal.valueOf(considered - counts.unexpected())
                    .compareTo(mostly.multiply(BigDecimal.valueOf(considered)))
                >= 0;
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    Long missing = counts.missing();
    if (missing != null) {
      details.put(
          "missingPercent",
          counts.elements() == 0 ? null : Double.valueOf(100.0 * missing / counts.elements()));
      details.put("unexpectedPercentTotal", counts.percentOf(counts.elements()));
      details.put("unexpectedPercentNonmissing", counts.percent());
    }
    return new Outcome(met, null, counts, details, null);
  }
}
