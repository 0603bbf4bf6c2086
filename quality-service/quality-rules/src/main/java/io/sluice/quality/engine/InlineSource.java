package io.sluice.quality.engine;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that came with the request.
 *
 * @param columns the columns; no two share a name
 * @param rows the rows, each with one value per column: null, Boolean, Number, String, or (for
 *     json, list and struct) List and Map; dates and timestamps are ISO-8601 text
 */
public record InlineSource(List<Column> columns, List<List<@Nullable Object>> rows)
    implements Source {

  /** The most rows that a request may bring. */
  public static final int MAX_ROWS = 100_000;

  /**
   * Copies and checks the shape.
   *
   * @throws IllegalArgumentException if a row has another number of values than there are columns
   */
  public InlineSource {
    columns = List.copyOf(new Schema(columns).columns());
    if (rows.size() > MAX_ROWS) {
      throw new IllegalArgumentException("inline rows are limited to " + MAX_ROWS);
    }
    List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "row "
                + copy.size()
                + " has "
                + row.size()
                + " values for "
                + columns.size()
                + " columns");
      }
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }
}
