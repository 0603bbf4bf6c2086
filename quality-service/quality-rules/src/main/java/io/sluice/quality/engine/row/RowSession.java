package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.InlineValues;
import io.sluice.quality.engine.Session;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed rows in memory. */
final class RowSession implements Session {

  private final Schema schema;
  private final InlineBatches rows;
  private final Map<String, Integer> places = new HashMap<>();
  private final long deadline;
  private int scans;
  private int sampleReads;

  RowSession(InlineSource source, long deadline) {
    this.deadline = deadline;
    schema = new Schema(source.columns());
    source.columns().forEach(column -> places.put(column.name(), places.size()));
    rows = new InlineBatches(schema, InlineValues.typed(source));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    scans++;
    return pass(metrics, List.of()).measurements();
  }

  private RowPass pass(Collection<Metric> metrics, Collection<SampleQuery> queries) {
    RowPass pass = new RowPass(schema, metrics, queries, () -> System.nanoTime() - deadline >= 0);
    rows.all().forEach(pass::accept);
    return pass;
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    sampleReads += queries.size();
    RowPass pass = pass(List.of(), queries);
    List<List<SampleRow>> result = new ArrayList<>();
    for (SampleQuery query : queries) {
      List<Long> numbers = numbers(query, pass, limit);
      List<SampleRow> found = new ArrayList<>();
      for (long number : numbers.subList(0, Math.min(limit, numbers.size()))) {
        found.add(row(number, query.columns()));
      }
      result.add(found);
    }
    return result;
  }

  private List<Long> numbers(SampleQuery query, RowPass pass, int limit) {
    if (query instanceof SampleQuery.RowsWhere where) {
      return pass.numbers(where.condition());
    } else if (query instanceof SampleQuery.OutOfOrder order) {
      return pass.numbers(order.breaks());
    }
    List<Long> found = new ArrayList<>();
    if (query instanceof SampleQuery.DuplicateKeys keys) {
      for (RowBatch batch : rows.all()) {
        if (found.size() < limit) {
          pass.repeated(keys.groups(), batch).forEach(row -> found.add(batch.number(row)));
        }
      }
    }
    return found;
  }

  private SampleRow row(long number, List<Expr.ColumnRef> columns) {
    RowBatch batch = rows.all().get((int) (number / RowBatch.CAPACITY));
    int row = (int) (number % RowBatch.CAPACITY);
    List<@Nullable Object> values = new ArrayList<>();
    for (Expr.ColumnRef column : columns) {
      Integer place = places.get(column.name());
      values.add(place == null ? null : batch.columns().get(place).get(row));
    }
    return SampleRow.of(number, values, SampleRow.LONGEST_VALUE);
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
    return new Passes(scans, 0, sampleReads);
  }

  @Override
  public void close() {}
}
