package io.sluice.bench.rows;

import io.sluice.bench.sales.Sales;
import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, as a program has them that reads them from a database or a stream.
 *
 * @param schema the columns of sales that predicates name
 * @param rows a value for each of them: BigDecimal, Integer, Double, String or null
 */
record HotRows(Schema schema, List<@Nullable Object[]> rows) {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("amount", "decimal(12,2)", true, null),
          new Column("quantity", "integer", true, null),
          new Column("discount", "double", true, null),
          new Column("status", "string", true, null),
          new Column("email", "string", true, null));

  static final Schema SCHEMA = new Schema(COLUMNS);

  /** The first rows of sales, so many that they do not fit into the processor's caches. */
  static HotRows of(Sales sales, int count) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>(count);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT amount, quantity, discount, status, email FROM '"
                    + sales.file()
                    + "' LIMIT "
                    + count)) {
      while (found.next()) {
        @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = found.getObject(i + 1);
        }
        rows.add(row);
      }
    }
    return new HotRows(SCHEMA, rows);
  }

  /** The place of a column in a row. */
  int place(String column) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (COLUMNS.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no column " + column);
  }

  String[] names() {
    return COLUMNS.stream().map(Column::name).toArray(String[]::new);
  }
}
