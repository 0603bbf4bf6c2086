package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches in memory, given once more. */
final class InlineBatches implements BatchSource {

  private final Schema schema;
  private final List<RowBatch> batches;
  private int next;

  InlineBatches(Schema schema, List<RowBatch> batches) {
    this.schema = schema;
    this.batches = batches;
  }

  /** Typed rows as batches; none of them is refilled. */
  static List<RowBatch> of(Schema schema, List<List<@Nullable Object>> rows) {
    List<RowBatch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += RowBatch.CAPACITY) {
      List<List<@Nullable Object>> part =
          rows.subList(from, Math.min(from + RowBatch.CAPACITY, rows.size()));
      RowBatch batch = new RowBatch(schema);
      for (int row = 0; row < part.size(); row++) {
        for (int column = 0; column < batch.columns().size(); column++) {
          batch.columns().get(column).set(row, part.get(row).get(column));
        }
      }
      batch.setSize(part.size());
      batch.numberFrom(from);
      batches.add(batch);
    }
    return batches;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable RowBatch next() {
    return next < batches.size() ? batches.get(next++) : null;
  }

  @Override
  public void close() {}
}
