package io.sluice.demo.lineage;

import java.util.List;

/**
 * Where a column of an output comes from.
 *
 * @param column the output's column
 * @param source the input
 * @param sourceColumns the input's columns
 * @param subtype IDENTITY, TRANSFORMATION or AGGREGATION
 */
public record ColumnOrigin(
    String column, LineageDataset source, List<String> sourceColumns, String subtype) {

  /** Copies the columns. */
  public ColumnOrigin {
    sourceColumns = List.copyOf(sourceColumns);
  }

  /** A column that is passed on as it is or is derived from one other. */
  public static ColumnOrigin of(
      String column, LineageDataset source, String sourceColumn, String subtype) {
    return new ColumnOrigin(column, source, List.of(sourceColumn), subtype);
  }
}
