package io.sluice.quality.expression;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.Syntax.Position;
import java.util.List;

/** Names as columns of a schema. */
public final class ColumnNames implements Names {

  private final Schema schema;

  /** The columns of that schema. */
  public ColumnNames(Schema schema) {
    this.schema = schema;
  }

  @Override
  public Expr resolve(String name, Position at) {
    return column(name, at);
  }

  /**
   * The column of that exact name.
   *
   * @throws ExpressionException if there is none
   */
  public Expr.ColumnRef column(String name, Position at) {
    return schema
        .column(name)
        .map(found -> new Expr.ColumnRef(name, ExprType.of(LogicalType.parse(found.type()))))
        .orElseThrow(() -> unknown(name, at));
  }

  private ExpressionException unknown(String name, Position at) {
    List<String> known = schema.columns().stream().map(Column::name).toList();
    return new ExpressionException(
        "there is no column '" + name + "'",
        at.line(),
        at.column(),
        name.equals("row_count")
            ? "row_count is a metric: it stands in assert"
            : Suggestion.didYouMean(name, known));
  }
}
