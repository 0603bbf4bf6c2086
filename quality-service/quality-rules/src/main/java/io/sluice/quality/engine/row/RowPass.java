package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MetricState;
import io.sluice.quality.metric.SampleQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over rows in the JVM: every batch is taken once, every predicate is computed once, and
 * every metric is folded into a state that merges with those of other passes. It also notes the
 * numbers of the first rows on which the counted conditions are true, so that failing rows can be
 * shown without another pass. Not for several threads at once: give each its own pass and merge the
 * states.
 */
public final class RowPass {

  /** The most row numbers that are noted for one condition. */
  public static final int MOST_NUMBERS = 200;

  private final Predicates predicates;
  private final BooleanSupplier timeIsUp;
  private final Map<Metric, Accumulator> accumulators = new LinkedHashMap<>();
  private final Map<Expr, List<Long>> numbers = new LinkedHashMap<>();
  private final Map<Metric, String> failures = new HashMap<>();
  private long rows;

  /**
   * A pass over batches of a table.
   *
   * @param schema the columns of every batch
   * @param metrics what to measure
   * @param timeIsUp asked before every batch
   */
  public RowPass(Schema schema, Collection<Metric> metrics, BooleanSupplier timeIsUp) {
    this.timeIsUp = timeIsUp;
    Set<Expr> needed = new LinkedHashSet<>();
    for (Metric metric : metrics) {
      Accumulator accumulator = Accumulator.of(metric);
      if (accumulator == null) {
        failures.put(metric, metric.key() + " needs a SQL engine");
      } else if (accumulators.putIfAbsent(metric, accumulator) == null) {
        needed.addAll(accumulator.needs());
      }
      if (metric instanceof Metric.RowCount count && count.condition() != null) {
        numbers.put(count.condition(), new ArrayList<>());
      }
    }
    predicates = Predicates.compile(schema, needed);
  }

  /** Whether a metric can be folded from rows. */
  public static boolean folds(Metric metric) {
    return Accumulator.of(metric) != null;
  }

  /**
   * Takes the rows of a batch.
   *
   * @throws EvaluationException if the time is up
   */
  public void accept(RowBatch batch) {
    look(batch);
    accumulators.forEach((metric, accumulator) -> add(metric, accumulator, batch));
    numbers.forEach((condition, found) -> note(condition, found, batch));
    rows += batch.size();
  }

  /** Computes the predicates for a batch and folds nothing. */
  void look(RowBatch batch) {
    if (timeIsUp.getAsBoolean()) {
      throw new EvaluationException(
          EvaluationException.Kind.TIMEOUT, "the time limit of the check has passed");
    }
    predicates.run(batch);
  }

  /** Counts the keys of a batch and folds nothing else. */
  void acceptKeys(RowBatch batch) {
    look(batch);
    accumulators.forEach(
        (metric, accumulator) -> {
          if (accumulator instanceof KeyAccumulator) {
            add(metric, accumulator, batch);
          }
        });
  }

  private void add(Metric metric, Accumulator accumulator, RowBatch batch) {
    if (failures.containsKey(metric)) {
      return;
    }
    try {
      accumulator.add(batch, predicates);
    } catch (MeasurementException | ArithmeticException failure) {
      failures.put(metric, String.valueOf(failure.getMessage()));
    }
  }

  private void note(Expr condition, List<Long> found, RowBatch batch) {
    if (found.size() < MOST_NUMBERS) {
      for (int row : failing(condition, batch)) {
        if (found.size() < MOST_NUMBERS) {
          found.add(batch.number(row));
        }
      }
    }
  }

  /** The rows of the batch just looked at that a query is about. */
  List<Integer> failing(SampleQuery query, RowBatch batch) {
    List<Integer> found = new ArrayList<>();
    if (query instanceof SampleQuery.RowsWhere where) {
      return failing(where.condition(), batch);
    } else if (query instanceof SampleQuery.OutOfOrder order
        && accumulators.get(order.breaks()) instanceof OrderAccumulator breaks) {
      return breaks.broken(batch, predicates);
    } else if (query instanceof SampleQuery.DuplicateKeys groups
        && accumulators.get(groups.groups()) instanceof KeyAccumulator keys) {
      for (int row = 0; row < batch.size(); row++) {
        if (keys.isRepeated(predicates, row)) {
          found.add(row);
        }
      }
    }
    return found;
  }

  private List<Integer> failing(Expr condition, RowBatch batch) {
    List<Integer> found = new ArrayList<>();
    byte[] truths;
    try {
      truths = Accumulator.truths(condition, predicates);
    } catch (MeasurementException failed) {
      return found;
    }
    for (int row = 0; row < batch.size(); row++) {
      if (truths == null || truths[row] == ColumnVector.TRUE) {
        found.add(row);
      }
    }
    return found;
  }

  /** Takes all batches of a source. */
  public RowPass over(BatchSource source) {
    for (RowBatch batch = source.next(); batch != null; batch = source.next()) {
      accept(batch);
    }
    return this;
  }

  /** How many rows were taken. */
  public long rows() {
    return rows;
  }

  /** What is known of the metrics that could be measured so far. */
  public List<MetricState> states() {
    return accumulators.entrySet().stream()
        .filter(entry -> !failures.containsKey(entry.getKey()))
        .map(entry -> entry.getValue().state())
        .toList();
  }

  /** The values of the metrics, and why others have none. */
  public Measurements measurements() {
    Map<Metric, @Nullable Object> values = new HashMap<>();
    Map<Metric, String> reasons = new HashMap<>(failures);
    for (MetricState state : states()) {
      try {
        values.put(state.metric(), state.result());
      } catch (MeasurementException | ArithmeticException failure) {
        reasons.put(state.metric(), String.valueOf(failure.getMessage()));
      }
    }
    return new Measurements(values, reasons);
  }

  /** For each counted condition the numbers of its first rows, at most {@link #MOST_NUMBERS}. */
  public Map<Expr, List<Long>> numbers() {
    Map<Expr, List<Long>> copy = new HashMap<>();
    numbers.forEach((condition, found) -> copy.put(condition, List.copyOf(found)));
    return copy;
  }
}
