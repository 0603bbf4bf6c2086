package io.sluice.catalog.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a dataset, in the source's order.
 *
 * @param columns the columns; no two share a name
 */
public record Schema(List<Column> columns) {

  /** The most columns that are accepted. */
  public static final int MAX_COLUMNS = 10_000;

  /**
   * Copies and checks the columns.
   *
   * @throws IllegalArgumentException if there are too many or a name occurs twice
   */
  public Schema {
    columns = List.copyOf(columns);
    if (columns.size() > MAX_COLUMNS) {
      throw new IllegalArgumentException("a schema holds at most " + MAX_COLUMNS + " columns");
    }
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException("column '" + column.name() + "' occurs twice");
      }
    }
  }

  /** The column of that exact name, if there is one. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
