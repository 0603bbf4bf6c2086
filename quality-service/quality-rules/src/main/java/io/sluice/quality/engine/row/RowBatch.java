package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.ExprType;
import java.util.List;

/**
 * Some rows, column by column. A source may refill the same batch again and again: who reads it
 * keeps nothing of it.
 */
public final class RowBatch {

  /** The rows of a full batch, as many as a chunk of DuckDB has. */
  public static final int CAPACITY = 2048;

  private final List<ColumnVector> columns;
  private final long[] numbers = new long[CAPACITY];
  private int size;

  /** An empty batch of a table with those columns. */
  public RowBatch(Schema schema) {
    columns =
        schema.columns().stream()
            .map(column -> new ColumnVector(typeOf(column), CAPACITY))
            .toList();
  }

  private static ExprType typeOf(Column column) {
    return ExprType.of(LogicalType.parse(column.type()));
  }

  /** The columns, in the schema's order. */
  public List<ColumnVector> columns() {
    return columns;
  }

  /** How many rows are filled. */
  public int size() {
    return size;
  }

  /** Says how many rows are filled, at most {@link #CAPACITY}. */
  public void setSize(int rows) {
    if (rows < 0 || rows > CAPACITY) {
      throw new IllegalArgumentException("a batch has 0 to " + CAPACITY + " rows");
    }
    size = rows;
  }

  /** The number of a row in the source, as its reader numbers them. */
  public long number(int row) {
    return numbers[row];
  }

  /** Gives a row its number. */
  public void setNumber(int row, long number) {
    numbers[row] = number;
  }

  /** Numbers all rows upwards. */
  public void numberFrom(long first) {
    for (int row = 0; row < size; row++) {
      numbers[row] = first + row;
    }
  }
}
