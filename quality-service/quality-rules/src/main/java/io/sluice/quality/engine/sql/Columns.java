package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Column;
import io.sluice.quality.expression.Expr;

/** What the schema says about a column of an expression. */
final class Columns {

  private Columns() {}

  /** The logical type's name. */
  static String type(SqlRelation relation, Expr.ColumnRef column) {
    return relation.schema().columns().stream()
        .filter(other -> other.name().equals(column.name()))
        .map(Column::type)
        .findFirst()
        .orElse("string");
  }
}
