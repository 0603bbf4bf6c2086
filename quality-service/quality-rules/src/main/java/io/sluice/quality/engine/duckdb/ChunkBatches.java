package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.BatchSource;
import io.sluice.quality.engine.row.ColumnVector;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.engine.sql.StreamFailure;
import io.sluice.quality.expression.ExprType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a streamed result: a row number first, then the columns, each as {@link #column}
 * writes it. DuckDB ends a stream that fails on the way as if it were whole, so the rows are
 * counted and must be as many as were announced.
 */
final class ChunkBatches implements BatchSource {

  /** The digits that a long surely holds. */
  private static final int MOST_DIGITS = 18;

  private final DuckDBChunkedResult result;
  private final Schema schema;
  private final RowBatch batch;
  private final long announced;
  private long seen;

  ChunkBatches(DuckDBChunkedResult result, Schema schema, long announced) {
    this.result = result;
    this.schema = schema;
    this.announced = announced;
    batch = new RowBatch(schema);
  }

  /** A column so that its chunks hold what a vector holds: longs, doubles, truths and texts. */
  static String column(String name, LogicalType type) {
    return switch (type.kind()) {
      case STRING, BOOLEAN, DOUBLE, INTEGER -> name;
      case DECIMAL ->
          type.precision() > MOST_DIGITS
              ? name
              : "CAST(" + name + " * " + BigInteger.TEN.pow(type.scale()) + " AS BIGINT)";
      case DATE -> "date_diff('day', DATE '1970-01-01', " + name + ")";
      case TIME, TIMESTAMP, TIMESTAMPTZ -> "epoch_us(" + name + ")";
      case BINARY -> "base64(" + name + ")";
      case JSON, LIST, STRUCT -> "CAST(" + name + " AS VARCHAR)";
    };
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable RowBatch next() {
    if (!result.nextChunk()) {
      if (seen != announced) {
        throw new StreamFailure(
            new SQLException(
                "the rows ended early: " + seen + " of " + announced + " could be read"));
      }
      return null;
    }
    DuckDBDataChunkReader chunk = result.chunk();
    int size = (int) chunk.rowCount();
    batch.setSize(size);
    seen += size;
    DuckDBReadableVector numbers = chunk.vector(0);
    boolean wide = numbers.getType() == DuckDBColumnType.BIGINT;
    for (int row = 0; row < size; row++) {
      batch.setNumber(row, wide ? numbers.getLong(row) : numbers.getInt(row));
    }
    for (int i = 0; i < batch.columns().size(); i++) {
      fill(batch.columns().get(i), chunk.vector(i + 1), size);
    }
    return batch;
  }

  private static void fill(ColumnVector column, DuckDBReadableVector values, int size) {
    Cell cell = cell(column, values);
    for (int row = 0; row < size; row++) {
      if (values.isNull(row)) {
        column.setNull(row);
      } else {
        cell.copy(row);
      }
    }
  }

  private interface Cell {
    void copy(int row);
  }

  private static Cell cell(ColumnVector column, DuckDBReadableVector values) {
    return switch (column.storage()) {
      case TRUTH -> row -> column.setTruth(row, values.getBoolean(row));
      case DOUBLE -> row -> column.setDouble(row, values.getDouble(row));
      case TEXT -> row -> column.setText(row, values.getString(row));
      case OBJECT -> row -> column.set(row, values.getString(row));
      case LONG -> number(column, values);
    };
  }

  private static Cell number(ColumnVector column, DuckDBReadableVector values) {
    if (column.type().kind() == ExprType.Kind.TIME) {
      // DuckDB counts microseconds, a vector nanoseconds.
      return row -> column.setLong(row, values.getLong(row) * 1000);
    }
    return switch (values.getType()) {
      case BIGINT -> row -> column.setLong(row, values.getLong(row));
      case INTEGER -> row -> column.setLong(row, values.getInt(row));
      case SMALLINT -> row -> column.setLong(row, values.getShort(row));
      case TINYINT -> row -> column.setLong(row, values.getByte(row));
      case UTINYINT -> row -> column.setLong(row, values.getUint8(row));
      case USMALLINT -> row -> column.setLong(row, values.getUint16(row));
      case UINTEGER -> row -> column.setLong(row, values.getUint32(row));
      case UBIGINT -> row -> column.set(row, new BigDecimal(values.getUint64(row)));
      case HUGEINT -> row -> column.set(row, new BigDecimal(values.getHugeInt(row)));
      default -> row -> column.set(row, values.getBigDecimal(row));
    };
  }

  @Override
  public void close() {
    try {
      result.close();
    } catch (SQLException failure) {
      throw new StreamFailure(failure);
    }
  }
}
