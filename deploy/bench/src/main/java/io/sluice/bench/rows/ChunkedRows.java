package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.sales.Sales;
import io.sluice.quality.engine.row.ColumnVector;
import io.sluice.quality.engine.row.Predicates;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.expression.Expr;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.SortedMap;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * From the Parquet file to truths in the JVM: DuckDB's chunks, copied into batches as the engine
 * copies them (decimals as long units, cast by DuckDB), and the compiled predicates on them.
 */
public final class ChunkedRows implements Contestant {

  private final Sales sales;
  private final List<String> texts;

  /** Predicates on all rows of sales. */
  public ChunkedRows(Sales sales, List<String> predicates) {
    this.sales = sales;
    texts = List.copyOf(predicates);
  }

  @Override
  public String name() {
    return "Sluice, DuckDB chunks to compiled predicates";
  }

  @Override
  public SortedMap<String, String> run() throws Exception {
    List<Expr> predicates = Reference.typed(HotRows.SCHEMA, texts);
    Predicates compiled = Predicates.compile(HotRows.SCHEMA, predicates);
    RowBatch batch = new RowBatch(HotRows.SCHEMA);
    Truths truths = new Truths(predicates.size());
    String sql =
        "SELECT CAST(amount * 100 AS BIGINT), quantity, discount, status, email FROM '"
            + sales.file()
            + "'";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement statement = connection.prepareStatement(sql);
        DuckDBChunkedResult result = statement.unwrap(DuckDBPreparedStatement.class).query()) {
      while (result.nextChunk()) {
        fill(batch, result.chunk());
        compiled.run(batch);
        for (int i = 0; i < predicates.size(); i++) {
          truths.count(i, compiled.vector(predicates.get(i)), batch.size());
        }
      }
    }
    return truths.figures();
  }

  private static void fill(RowBatch batch, DuckDBDataChunkReader chunk) {
    int size = (int) chunk.rowCount();
    batch.setSize(size);
    for (int i = 0; i < batch.columns().size(); i++) {
      ColumnVector column = batch.columns().get(i);
      DuckDBReadableVector values = chunk.vector(i);
      boolean wide = i == 0;
      for (int row = 0; row < size; row++) {
        if (values.isNull(row)) {
          column.setNull(row);
        } else {
          switch (column.storage()) {
            case LONG -> column.setLong(row, wide ? values.getLong(row) : values.getInt(row));
            case DOUBLE -> column.setDouble(row, values.getDouble(row));
            case TEXT -> column.setText(row, values.getString(row));
            case TRUTH, OBJECT -> throw new IllegalStateException("sales has no such column");
          }
        }
      }
    }
  }
}
