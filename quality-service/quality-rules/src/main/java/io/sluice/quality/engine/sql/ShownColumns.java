package io.sluice.quality.engine.sql;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.SampleRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns as samples show them: long texts are cut before they leave the database, one character
 * late so that it shows.
 */
record ShownColumns(
    SqlRelation relation, Dialect dialect, List<Expr.ColumnRef> columns, int longest) {

  /** The most characters that one read brings into memory: where cells are many, they are short. */
  private static final long MOST_CHARACTERS = 8_000_000;

  /** The most cells of one read. */
  static final int MOST_CELLS = 200_000;

  /** How long a text may be where that many cells are read. */
  static int longest(long cells) {
    long each = MOST_CHARACTERS / Math.max(1, cells);
    return (int) Math.max(20, Math.min(SampleRow.LONGEST_VALUE, each));
  }

  /** The row number, or -1, and the columns, from a table of that alias. */
  String select(String alias) {
    String number = relation.rowNumber();
    StringBuilder sql = new StringBuilder(number == null ? "-1" : alias + "." + number);
    for (Expr.ColumnRef column : columns) {
      String name = alias + "." + dialect.name(column.name());
      String text =
          switch (column.type().kind()) {
            case STRING -> name;
            case OTHER -> dialect.shownAsText(name, Columns.type(relation, column));
            case BOOLEAN, INTEGER, DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, NULL -> "";
          };
      sql.append(", ").append(text.isEmpty() ? name : "left(" + text + ", " + (longest + 1) + ")");
    }
    return sql.toString();
  }

  /** The values of the current row. */
  List<@Nullable Object> values(ResultSet rows) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(ResultValues.read(rows, i + 2, columns.get(i).type()));
    }
    return values;
  }

  /** Every row of the result. */
  List<SampleRow> rows(ResultSet rows) throws SQLException {
    List<SampleRow> result = new ArrayList<>();
    while (rows.next()) {
      long index = relation.rowIndex().applyAsLong(rows.getLong(1));
      result.add(SampleRow.of(index, values(rows), longest));
    }
    return result;
  }
}
