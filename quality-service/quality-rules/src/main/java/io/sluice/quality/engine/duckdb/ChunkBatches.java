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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
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
  private final PreparedStatement statement;
  private final String[][] texts;
  private long seen;

  private ChunkBatches(
      PreparedStatement statement,
      DuckDBChunkedResult result,
      Schema schema,
      TextCodes codes,
      long announced) {
    this.statement = statement;
    this.result = result;
    this.schema = schema;
    this.announced = announced;
    texts =
        codes.texts().stream().map(list -> list.toArray(String[]::new)).toArray(String[][]::new);
    batch = new RowBatch(schema);
  }

  /** The rows of a SELECT: a row number first, then the columns, each as {@link #column} has it. */
  static ChunkBatches of(Connection connection, String sql, Schema schema) throws SQLException {
    long rows = count(connection, sql);
    TextCodes codes = TextCodes.of(connection, sql, schema, rows);
    PreparedStatement statement = connection.prepareStatement(codes.sql());
    try {
      DuckDBChunkedResult result = statement.unwrap(DuckDBPreparedStatement.class).query();
      return new ChunkBatches(statement, result, schema, codes, rows);
    } catch (SQLException | RuntimeException failure) {
      statement.close();
      throw failure;
    }
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM (" + sql + ")")) {
      return count.next() ? count.getLong(1) : 0;
    }
  }

  /** A column so that its chunks hold what a vector holds: longs, doubles, truths and texts. */
  static String column(String name, LogicalType type) {
    return switch (type.kind()) {
      case STRING, BOOLEAN, DOUBLE, INTEGER -> name;
      case DECIMAL -> type.precision() > MOST_DIGITS ? name : units(name, type);
      case DATE -> finite(name, "date_diff('day', DATE '1970-01-01', " + name + ")", "2147483647");
      case TIME -> "epoch_us(" + name + ")";
      case TIMESTAMP, TIMESTAMPTZ ->
          finite(name, "epoch_us(" + name + ")", String.valueOf(Long.MAX_VALUE));
      case BINARY -> "base64(" + name + ")";
      case JSON, LIST, STRUCT -> "CAST(" + name + " AS VARCHAR)";
    };
  }

  /** A decimal without its point; the product must not outgrow the type it is computed in. */
  private static String units(String name, LogicalType type) {
    String wide =
        type.precision() + type.scale() > MOST_DIGITS
            ? "CAST(" + name + " AS DECIMAL(38, " + type.scale() + "))"
            : name;
    return "CAST(" + wide + " * " + BigInteger.TEN.pow(type.scale()) + " AS BIGINT)";
  }

  /** Infinite dates have no distance from 1970; they get DuckDB's own numbers. */
  private static String finite(String name, String number, String infinity) {
    return "CASE WHEN isinf("
        + name
        + ") THEN CASE WHEN "
        + name
        + " > DATE '1970-01-01' THEN "
        + infinity
        + " ELSE -"
        + infinity
        + " END ELSE "
        + number
        + " END";
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
    number(chunk.vector(0), size);
    int code = batch.columns().size() + 1;
    for (int i = 0; i < batch.columns().size(); i++) {
      ColumnVector column = batch.columns().get(i);
      fill(column, chunk.vector(i + 1), size);
      if (texts[i].length > 0) {
        decode(column, texts[i], chunk.vector(code++), size);
      }
    }
    return batch;
  }

  private void number(DuckDBReadableVector numbers, int size) {
    boolean wide = numbers.getType() == DuckDBColumnType.BIGINT;
    for (int row = 0; row < size; row++) {
      batch.setNumber(row, wide ? numbers.getLong(row) : numbers.getInt(row));
    }
  }

  /** The texts that came as codes; the others have been read already. */
  private static void decode(
      ColumnVector column, String[] texts, DuckDBReadableVector codes, int size) {
    for (int row = 0; row < size; row++) {
      if (!codes.isNull(row)) {
        column.setText(row, texts[codes.getUint8(row)]);
      }
    }
  }

  private static void fill(ColumnVector column, DuckDBReadableVector values, int size) {
    switch (column.storage()) {
      case DOUBLE -> {
        for (int row = 0; row < size; row++) {
          if (values.isNull(row)) {
            column.setNull(row);
          } else {
            column.setDouble(row, values.getDouble(row));
          }
        }
      }
      case TEXT -> {
        for (int row = 0; row < size; row++) {
          // It gives null for null, unlike the numbers' methods.
          column.setText(row, values.getString(row));
        }
      }
      case LONG -> numbers(column, values, size);
      case TRUTH -> each(column, values, size, row -> column.setTruth(row, values.getBoolean(row)));
      case OBJECT -> each(column, values, size, row -> column.set(row, values.getString(row)));
    }
  }

  private static void numbers(ColumnVector column, DuckDBReadableVector values, int size) {
    boolean time = column.type().kind() == ExprType.Kind.TIME;
    // DuckDB counts microseconds, a vector nanoseconds.
    long unit = time ? 1000 : 1;
    switch (values.getType()) {
      case BIGINT -> {
        for (int row = 0; row < size; row++) {
          if (values.isNull(row)) {
            column.setNull(row);
          } else {
            column.setLong(row, values.getLong(row) * unit);
          }
        }
      }
      case INTEGER -> {
        for (int row = 0; row < size; row++) {
          if (values.isNull(row)) {
            column.setNull(row);
          } else {
            column.setLong(row, values.getInt(row));
          }
        }
      }
      default -> each(column, values, size, number(column, values));
    }
  }

  /** Copies one value that is not null. */
  private interface Cell {
    void copy(int row);
  }

  private static void each(ColumnVector column, DuckDBReadableVector values, int size, Cell cell) {
    for (int row = 0; row < size; row++) {
      if (values.isNull(row)) {
        column.setNull(row);
      } else {
        cell.copy(row);
      }
    }
  }

  private static Cell number(ColumnVector column, DuckDBReadableVector values) {
    return switch (values.getType()) {
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
    try (PreparedStatement closing = statement) {
      result.close();
    } catch (SQLException failure) {
      throw new StreamFailure(failure);
    }
  }
}
