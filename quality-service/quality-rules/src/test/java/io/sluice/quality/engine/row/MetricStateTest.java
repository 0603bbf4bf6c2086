package io.sluice.quality.engine.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.RandomExpressions;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import io.sluice.quality.metric.MissingKeys;
import io.sluice.quality.metric.Moments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** States of parts merge into the state of the whole. */
class MetricStateTest {

  @Property(tries = 120)
  void partsMergeIntoTheWhole(@ForAll long seed) {
    // given
    Random random = new Random(seed);
    RandomExpressions expressions = new RandomExpressions(random, PredicatesTest.COLUMNS);
    List<Metric> metrics = metrics(expressions);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int size = random.nextInt(60);
    for (int row = 0; row < size; row++) {
      rows.add(expressions.row());
    }
    int first = random.nextInt(size + 1);
    int second = first + random.nextInt(size - first + 1);

    // when
    Map<Metric, MetricState> whole = states(metrics, rows);
    Map<Metric, MetricState> a = states(metrics, rows.subList(0, first));
    Map<Metric, MetricState> b = states(metrics, rows.subList(first, second));
    Map<Metric, MetricState> c = states(metrics, rows.subList(second, size));

    // then
    assertThat(whole.keySet()).containsExactlyInAnyOrderElementsOf(metrics);
    for (Metric metric : metrics) {
      Object expected = whole.get(metric).result();
      MetricState leftFirst = a.get(metric).merge(b.get(metric)).merge(c.get(metric));
      MetricState rightFirst = a.get(metric).merge(b.get(metric).merge(c.get(metric)));
      assertThat(comparable(leftFirst.result())).as(metric.key()).isEqualTo(comparable(expected));
      assertThat(comparable(rightFirst.result())).as(metric.key()).isEqualTo(comparable(expected));
    }
  }

  /** Every metric that merges, each over an operand of every kind, with and without a condition. */
  private static List<Metric> metrics(RandomExpressions expressions) {
    List<Metric> metrics = new ArrayList<>(List.of(Metric.RowCount.ALL));
    for (int i = 0; i < 2; i++) {
      Expr where = i == 0 ? null : expressions.truth(2);
      Expr number = i == 0 ? PredicatesTest.COLUMNS.get(4) : expressions.number(1);
      Expr any = i == 0 ? PredicatesTest.COLUMNS.get(6) : expressions.any(1);
      metrics.add(new Metric.RowCount(expressions.truth(2)));
      for (Metric.Aggregate.Function function : Metric.Aggregate.Function.values()) {
        metrics.add(new Metric.Aggregate(function, number, where));
        metrics.add(new Metric.Aggregate(function, PredicatesTest.COLUMNS.get(2 + i), where));
      }
      metrics.add(new Metric.Aggregate(Metric.Aggregate.Function.MAX, any, where));
      metrics.add(new Metric.Spread(number, where));
      metrics.add(new Metric.Spread(PredicatesTest.COLUMNS.get(3), where));
      metrics.add(new Metric.Quantile(number, new BigDecimal("0.3"), false, where));
      metrics.add(new Metric.Quantile(number, new BigDecimal("0.5"), true, where));
      metrics.add(new Metric.ValueCounts(List.of(any), where, 3));
      metrics.add(new Metric.ValueCounts(List.of(any, number), where, 1000));
      metrics.add(
          new Metric.KeyGroups(
              PredicatesTest.COLUMNS.subList(4, 7), MissingKeys.values()[i], where));
      for (Metric.OrderBreaks.Direction direction : Metric.OrderBreaks.Direction.values()) {
        metrics.add(new Metric.OrderBreaks(number, direction, i == 0, where));
      }
    }
    return metrics.stream().distinct().toList();
  }

  static Map<Metric, MetricState> states(List<Metric> metrics, List<List<@Nullable Object>> rows) {
    RowPass pass = new RowPass(PredicatesTest.SCHEMA, metrics, () -> false);
    Map<Metric, MetricState> result = new HashMap<>();
    pass.over(
            new InlineBatches(PredicatesTest.SCHEMA, InlineBatches.of(PredicatesTest.SCHEMA, rows)))
        .states()
        .forEach(state -> result.put(state.metric(), state));
    return result;
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof BigDecimal exact) {
      return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    } else if (value instanceof Double real) {
      return real + 0.0;
    }
    return value;
  }

  @Example
  void aSumOfDoublesDoesNotDependOnTheirOrder() {
    // given
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (double value :
        new double[] {1e300, 1.0, -1e300, 0.1, 0.2, -0.3, 1e-300, Double.MIN_VALUE}) {
      rows.add(row(value));
    }
    double expected =
        new BigDecimal(0.1)
            .add(new BigDecimal(0.2))
            .add(new BigDecimal(-0.3))
            .add(BigDecimal.ONE)
            .doubleValue();

    for (int round = 0; round < 20; round++) {
      Collections.shuffle(rows, new Random(round));

      // when
      Object sum =
          single(
              new Metric.Aggregate(
                  Metric.Aggregate.Function.SUM, PredicatesTest.COLUMNS.get(4), null),
              rows);

      // then
      assertThat(sum).isEqualTo(expected);
    }
  }

  @Example
  void momentsOfCloseNumbersDoNotCancelOut() {
    // given: Welford's own trap, a small spread on a large mean
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      rows.add(row(1e9 + i % 3));
    }

    // when
    Moments moments =
        (Moments) single(new Metric.Spread(PredicatesTest.COLUMNS.get(4), null), rows);

    // then
    assertThat(moments.count()).isEqualTo(5000);
    assertThat(moments.squares() / 5000).isCloseTo(2.0 / 3, within(1e-3));
    assertThat(moments.mean()).isCloseTo(1e9 + 1, within(1e-3));
  }

  @Example
  void whatOnlySqlCanMeasureSaysSo() {
    // given
    RowPass pass =
        new RowPass(
            PredicatesTest.SCHEMA,
            List.of(new Metric.QueryRows("SELECT 1"), new Metric.TableRows("other")),
            () -> false);

    // when
    var measured = pass.measurements();

    // then
    assertThatThrownBy(() -> measured.count(new Metric.TableRows("other")))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("table_rows('other') needs a SQL engine");
  }

  @Example
  void statesOfDifferentMetricsDoNotMerge() {
    MetricState all = new MetricState.Count(Metric.RowCount.ALL, 1);
    MetricState some = new MetricState.Count(new Metric.RowCount(Expr.truth(true)), 1);

    assertThatThrownBy(() -> all.merge(some)).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void tooManyKeysAreRefusedInWords() {
    assertThatThrownBy(
            () ->
                MetricState.Occurrences.requireRoom(
                    Metric.KeyGroups.of(PredicatesTest.COLUMNS.get(0), null),
                    MetricState.MOST_KEYS + 1))
        .isInstanceOf(MeasurementException.class)
        .hasMessageContaining("more than 5000000 different values");
  }

  private static List<@Nullable Object> row(double x) {
    List<@Nullable Object> row =
        new ArrayList<>(Collections.nCopies(PredicatesTest.COLUMNS.size(), null));
    row.set(4, x);
    return row;
  }

  private static @Nullable Object single(Metric metric, List<List<@Nullable Object>> rows) {
    return states(List.of(metric), rows).get(metric).result();
  }
}
