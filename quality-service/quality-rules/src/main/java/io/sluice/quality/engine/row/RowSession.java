package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.InlineValues;
import io.sluice.quality.engine.Session;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.KeyCounts;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed rows in memory. */
final class RowSession implements Session {

  private final Schema schema;
  private final List<Function<String, @Nullable Object>> rows = new ArrayList<>();
  private final Evaluator evaluator = new Evaluator();
  private final long deadline;
  private int scans;
  private int groupBys;
  private int sampleReads;

  RowSession(InlineSource source, long deadline) {
    this.deadline = deadline;
    schema = new Schema(source.columns());
    Map<String, Integer> places = new HashMap<>();
    for (Column column : source.columns()) {
      places.put(column.name(), places.size());
    }
    for (List<@Nullable Object> row : InlineValues.typed(source)) {
      rows.add(
          name -> {
            Integer place = places.get(name);
            return place == null ? null : row.get(place);
          });
    }
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    scans++;
    Map<Metric, @Nullable Object> values = new HashMap<>();
    Map<Metric, String> failures = new HashMap<>();
    for (Metric metric : metrics) {
      requireTime();
      try {
        values.put(metric, value(metric));
      } catch (ArithmeticException failure) {
        failures.put(metric, String.valueOf(failure.getMessage()));
      }
    }
    return new Measurements(values, failures);
  }

  private void requireTime() {
    if (System.nanoTime() - deadline >= 0) {
      throw new EvaluationException(
          EvaluationException.Kind.TIMEOUT, "the time limit of the check has passed");
    }
  }

  private boolean holds(@Nullable Expr condition, Function<String, @Nullable Object> row) {
    return condition == null || Boolean.TRUE.equals(evaluator.truth(condition, row));
  }

  private @Nullable Object value(Metric metric) {
    if (metric instanceof Metric.RowCount counted) {
      return rows.stream().filter(row -> holds(counted.condition(), row)).count();
    } else if (metric instanceof Metric.Aggregate aggregate) {
      RowAggregate state = new RowAggregate(aggregate);
      for (Function<String, @Nullable Object> row : rows) {
        if (holds(aggregate.where(), row)) {
          state.add(evaluator.value(aggregate.operand(), row));
        }
      }
      return state.value();
    } else if (metric instanceof Metric.KeyGroups groups) {
      groupBys++;
      return counts(groups);
    } else if (metric instanceof Metric.Spread spread) {
      return RowFigures.moments(present(spread.operand(), spread.where()));
    } else if (metric instanceof Metric.Quantile quantile) {
      return RowFigures.quantile(quantile, present(quantile.operand(), quantile.where()));
    } else if (metric instanceof Metric.ValueCounts counted) {
      groupBys++;
      return RowFigures.frequencies(frequencies(counted), counted.limit());
    } else if (metric instanceof Metric.OrderBreaks breaks) {
      return outOfOrder(breaks).stream().filter(broken -> broken).count();
    }
    throw new IllegalStateException("a metric of unknown kind: " + metric.key());
  }

  /** The values that are not null, in the order of the rows. */
  private List<Object> present(Expr operand, @Nullable Expr where) {
    List<Object> values = new ArrayList<>();
    for (Function<String, @Nullable Object> row : rows) {
      Object value = holds(where, row) ? evaluator.value(operand, row) : null;
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private Map<List<@Nullable Object>, Long> frequencies(Metric.ValueCounts counted) {
    Map<List<@Nullable Object>, Long> counts = new HashMap<>();
    for (Function<String, @Nullable Object> row : rows) {
      if (holds(counted.where(), row)) {
        List<@Nullable Object> key = new ArrayList<>();
        counted.keys().forEach(part -> key.add(RowAggregate.identity(evaluator.value(part, row))));
        counts.merge(key, 1L, Long::sum);
      }
    }
    return counts;
  }

  private List<Boolean> outOfOrder(Metric.OrderBreaks breaks) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Function<String, @Nullable Object> row : rows) {
      values.add(holds(breaks.where(), row) ? evaluator.value(breaks.operand(), row) : null);
    }
    return RowFigures.breaks(breaks, values);
  }

  private Map<List<@Nullable Object>, Long> keys(Metric.KeyGroups groups) {
    Map<List<@Nullable Object>, Long> counts = new HashMap<>();
    Expr considered = groups.considered();
    for (Function<String, @Nullable Object> row : rows) {
      if (holds(considered, row)) {
        counts.merge(key(groups, row), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static List<@Nullable Object> key(
      Metric.KeyGroups groups, Function<String, @Nullable Object> row) {
    List<@Nullable Object> key = new ArrayList<>();
    groups.columns().forEach(column -> key.add(RowAggregate.identity(row.apply(column.name()))));
    return key;
  }

  private KeyCounts counts(Metric.KeyGroups groups) {
    long taking = 0;
    long repeated = 0;
    long repeatedRows = 0;
    Map<List<@Nullable Object>, Long> counts = keys(groups);
    for (long count : counts.values()) {
      taking += count;
      if (count > 1) {
        repeated++;
        repeatedRows += count;
      }
    }
    return new KeyCounts(taking, counts.size(), repeated, repeatedRows);
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    List<List<SampleRow>> result = new ArrayList<>();
    for (SampleQuery query : queries) {
      requireTime();
      sampleReads++;
      result.add(samples(query, limit));
    }
    return result;
  }

  private List<SampleRow> samples(SampleQuery query, int limit) {
    Map<List<@Nullable Object>, Long> counts =
        query instanceof SampleQuery.DuplicateKeys keys ? keys(keys.groups()) : Map.of();
    List<Boolean> outOfOrder =
        query instanceof SampleQuery.OutOfOrder order ? outOfOrder(order.breaks()) : List.of();
    List<SampleRow> found = new ArrayList<>();
    for (int i = 0; i < rows.size() && found.size() < limit; i++) {
      Function<String, @Nullable Object> row = rows.get(i);
      if (outOfOrder.isEmpty() ? breaks(query, row, counts) : outOfOrder.get(i)) {
        List<@Nullable Object> values = new ArrayList<>();
        query.columns().forEach(column -> values.add(row.apply(column.name())));
        found.add(SampleRow.of(i, values, SampleRow.LONGEST_VALUE));
      }
    }
    return found;
  }

  private boolean breaks(
      SampleQuery query,
      Function<String, @Nullable Object> row,
      Map<List<@Nullable Object>, Long> counts) {
    if (query instanceof SampleQuery.RowsWhere where) {
      return holds(where.condition(), row);
    } else if (query instanceof SampleQuery.DuplicateKeys keys) {
      return holds(keys.groups().considered(), row)
          && counts.getOrDefault(key(keys.groups(), row), 0L) > 1;
    }
    return false;
  }

  @Override
  public List<RejectedRow> rejectedRows() {
    return List.of();
  }

  @Override
  public long rejectedCount() {
    return 0;
  }

  @Override
  public Passes passes() {
    return new Passes(scans, groupBys, sampleReads);
  }

  @Override
  public void close() {}
}
