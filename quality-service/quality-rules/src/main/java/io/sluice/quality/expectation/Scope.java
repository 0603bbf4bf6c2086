package io.sluice.quality.expectation;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Syntax.Position;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is about.
 *
 * @param schema the columns
 * @param where the typed condition that says which rows count
 * @param mostly the least ratio of rows that must comply, 0 to 1
 */
public record Scope(Schema schema, @Nullable Expr where, BigDecimal mostly) {

  private static final Position NOWHERE = new Position(0, 0);

  /**
   * The column of that exact name.
   *
   * @throws io.sluice.quality.expression.ExpressionException if there is none
   */
  public Expr.ColumnRef column(String name) {
    return new ColumnNames(schema).column(name, NOWHERE);
  }

  /** The names of all columns. */
  List<String> columnNames() {
    return schema.columns().stream().map(Column::name).toList();
  }

  /** That condition, within the rows that count. */
  Expr within(Expr condition) {
    return where == null ? condition : new Expr.And(where, condition);
  }
}
