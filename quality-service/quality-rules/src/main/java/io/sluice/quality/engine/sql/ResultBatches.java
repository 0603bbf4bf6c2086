package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.BatchSource;
import io.sluice.quality.engine.row.ColumnVector;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.expression.ExprType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of any result, batch by batch: a row number first, then the columns of the schema. The
 * driver should fetch few rows at a time.
 */
public final class ResultBatches implements BatchSource {

  private final ResultSet rows;
  private final Schema schema;
  private final RowBatch batch;

  /** The rows of that result, which is closed with this. */
  public ResultBatches(ResultSet rows, Schema schema) {
    this.rows = rows;
    this.schema = schema;
    batch = new RowBatch(schema);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable RowBatch next() {
    try {
      int size = 0;
      while (size < RowBatch.CAPACITY && rows.next()) {
        read(size++);
      }
      batch.setSize(size);
      return size == 0 ? null : batch;
    } catch (SQLException failure) {
      throw new StreamFailure(failure);
    }
  }

  private void read(int row) throws SQLException {
    batch.setNumber(row, rows.getLong(1));
    List<ColumnVector> columns = batch.columns();
    for (int i = 0; i < columns.size(); i++) {
      ColumnVector column = columns.get(i);
      ExprType type = column.type();
      if (type.kind() == ExprType.Kind.STRING) {
        column.setText(row, rows.getString(i + 2));
      } else {
        column.set(row, ResultValues.read(rows, i + 2, type));
      }
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (SQLException failure) {
      throw new StreamFailure(failure);
    }
  }
}
