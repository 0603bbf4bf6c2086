package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Schema;
import org.jspecify.annotations.Nullable;

/** Rows that come batch by batch: of a request, of a query, of a stream. */
public interface BatchSource extends AutoCloseable {

  /** The columns that every batch has. */
  Schema schema();

  /**
   * The next rows, in the source's order; null at the end. What it gave before may be overwritten.
   *
   * @throws io.sluice.quality.engine.EvaluationException if the source cannot be read
   */
  @Nullable RowBatch next();

  @Override
  void close();
}
