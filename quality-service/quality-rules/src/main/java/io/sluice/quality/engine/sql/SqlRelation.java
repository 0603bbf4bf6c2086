package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Schema;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A source as something to select from.
 *
 * @param schema its columns
 * @param sql a table expression with those columns, and with the row number if there is one: a name
 *     or a SELECT in parentheses, without an alias
 * @param rowNumber the name of the column that numbers the rows, as it is written; null if the rows
 *     have no order
 * @param rowIndex the number of a row in the whole source, from the number in that column
 */
public record SqlRelation(
    Schema schema, String sql, @Nullable String rowNumber, LongUnaryOperator rowIndex) {

  /** A source without an order of rows. */
  public static SqlRelation unordered(Schema schema, String sql) {
    return new SqlRelation(schema, sql, null, number -> -1);
  }

  /** What stands behind FROM. */
  String from() {
    return sql + " AS t";
  }

  /** The row number of a source that is known to have one. */
  String requiredRowNumber() {
    String column = rowNumber;
    if (column == null) {
      throw new IllegalStateException("the rows of this source have no order");
    }
    return column;
  }
}
