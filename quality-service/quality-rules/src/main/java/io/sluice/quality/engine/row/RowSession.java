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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed rows in memory. */
final class RowSession implements Session {

  private final Schema schema;
  private final List<RowBatch> rows;
  private final long deadline;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Expr, List<Long>> firstRows = new HashMap<>();
  private int scans;
  private int sampleReads;

  RowSession(InlineSource source, long deadline) {
    this.deadline = deadline;
    schema = new Schema(source.columns());
    schema.columns().forEach(column -> places.put(column.name(), places.size()));
    rows = InlineBatches.of(schema, InlineValues.typed(source));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    scans++;
    RowPass pass =
        new RowPass(schema, metrics, this::timeIsUp).over(new InlineBatches(schema, rows));
    firstRows.putAll(pass.numbers());
    return pass.measurements();
  }

  private boolean timeIsUp() {
    return System.nanoTime() - deadline >= 0;
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    sampleReads += queries.size();
    List<List<SampleRow>> result = new ArrayList<>();
    List<SampleQuery> unknown = new ArrayList<>();
    for (SampleQuery query : queries) {
      List<Long> numbers = numbers(query, limit);
      result.add(numbers == null ? List.of() : shown(numbers, query.columns()));
      if (numbers == null) {
        unknown.add(query);
      }
    }
    if (!unknown.isEmpty()) {
      Iterator<List<SampleRow>> found = search(unknown, limit).iterator();
      for (int i = 0; i < result.size(); i++) {
        if (numbers(queries.get(i), limit) == null) {
          result.set(i, found.next());
        }
      }
    }
    return result;
  }

  /** The rows that the measuring noted already; null if it did not note enough of them. */
  private @Nullable List<Long> numbers(SampleQuery query, int limit) {
    List<Long> noted =
        query instanceof SampleQuery.RowsWhere where ? firstRows.get(where.condition()) : null;
    if (noted == null || (noted.size() < limit && noted.size() == RowPass.MOST_NUMBERS)) {
      return null;
    }
    return noted.subList(0, Math.min(limit, noted.size()));
  }

  private List<SampleRow> shown(List<Long> numbers, List<Expr.ColumnRef> columns) {
    List<SampleRow> shown = new ArrayList<>();
    for (long number : numbers) {
      RowBatch batch = rows.get((int) (number / RowBatch.CAPACITY));
      List<@Nullable Object> values = new ArrayList<>();
      for (Expr.ColumnRef column : columns) {
        Integer place = places.get(column.name());
        values.add(
            place == null
                ? null
                : batch.columns().get(place).get((int) (number % RowBatch.CAPACITY)));
      }
      shown.add(SampleRow.of(number, values, SampleRow.LONGEST_VALUE));
    }
    return shown;
  }

  private List<List<SampleRow>> search(List<SampleQuery> queries, int limit) {
    RowSamples samples =
        new RowSamples(
            schema, queries, limit, SampleRow.LONGEST_VALUE, number -> number, this::timeIsUp);
    if (samples.needsKeys()) {
      samples.prepare(new InlineBatches(schema, rows));
    }
    return samples.read(new InlineBatches(schema, rows));
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
