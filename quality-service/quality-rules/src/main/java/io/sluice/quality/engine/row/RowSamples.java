package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The first failing rows of several queries, found in one pass over rows in the JVM; repeated keys
 * have to be known first, so a pass over the same rows goes before.
 */
public final class RowSamples {

  private final Schema schema;
  private final List<SampleQuery> queries;
  private final int limit;
  private final int longest;
  private final LongUnaryOperator rowIndex;
  private final RowPass pass;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<List<SampleRow>> found = new ArrayList<>();

  /**
   * The first rows of those queries.
   *
   * @param schema the columns of every batch
   * @param limit the most rows of one query
   * @param longest the most characters of one value
   * @param rowIndex the number to show, from a row's number
   * @param timeIsUp asked before every batch
   */
  public RowSamples(
      Schema schema,
      List<SampleQuery> queries,
      int limit,
      int longest,
      LongUnaryOperator rowIndex,
      BooleanSupplier timeIsUp) {
    this.schema = schema;
    this.queries = queries;
    this.limit = limit;
    this.longest = longest;
    this.rowIndex = rowIndex;
    List<Metric> metrics = new ArrayList<>();
    for (SampleQuery query : queries) {
      found.add(new ArrayList<>());
      if (query instanceof SampleQuery.RowsWhere where) {
        metrics.add(new Metric.RowCount(where.condition()));
      } else if (query instanceof SampleQuery.OutOfOrder order) {
        metrics.add(order.breaks());
      } else if (query instanceof SampleQuery.DuplicateKeys keys) {
        metrics.add(keys.groups());
      }
    }
    schema.columns().forEach(column -> places.put(column.name(), places.size()));
    pass = new RowPass(schema, metrics, timeIsUp);
  }

  /** Whether {@link #prepare} must see all rows before {@link #read} does. */
  public boolean needsKeys() {
    return queries.stream().anyMatch(SampleQuery.DuplicateKeys.class::isInstance);
  }

  /** Counts the keys of the rows. */
  public void prepare(BatchSource rows) {
    for (RowBatch batch = rows.next(); batch != null; batch = rows.next()) {
      pass.acceptKeys(batch);
    }
  }

  /** The first rows, one list for each query; ends as soon as every list is full. */
  public List<List<SampleRow>> read(BatchSource rows) {
    for (RowBatch batch = rows.next(); batch != null && !isFull(); batch = rows.next()) {
      pass.look(batch);
      for (int i = 0; i < queries.size(); i++) {
        take(queries.get(i), found.get(i), batch);
      }
    }
    return found;
  }

  private boolean isFull() {
    return found.stream().allMatch(rows -> rows.size() >= limit);
  }

  private void take(SampleQuery query, List<SampleRow> rows, RowBatch batch) {
    if (rows.size() >= limit) {
      return;
    }
    for (int row : pass.failing(query, batch)) {
      if (rows.size() < limit) {
        rows.add(shown(batch, row, query.columns()));
      }
    }
  }

  private SampleRow shown(RowBatch batch, int row, List<Expr.ColumnRef> columns) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Expr.ColumnRef column : columns) {
      Integer place = places.get(column.name());
      values.add(place == null ? null : batch.columns().get(place).get(row));
    }
    return SampleRow.of(rowIndex.applyAsLong(batch.number(row)), values, longest);
  }

  /** The columns that the batches must have. */
  public Schema schema() {
    return schema;
  }
}
