package io.sluice.quality.expectation;

import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.LogicalType.Kind;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.RowTest;
import java.util.List;

/** What the expectations that test text in the JVM have in common. */
final class TextTests {

  private TextTests() {}

  /** A plan for a test of a text column. */
  static Plan ofText(RowTest test, Arguments arguments, Scope scope) {
    return plan(test, Patterns.textColumn(arguments, scope), scope);
  }

  /** A plan for a test of a column of text or of JSON. */
  static Plan ofJson(RowTest test, Arguments arguments, Scope scope) {
    String name = arguments.text("column");
    boolean json =
        scope
            .schema()
            .column(name)
            .map(column -> LogicalType.parse(column.type()).kind() == Kind.JSON)
            .orElse(false);
    return plan(test, json ? scope.column(name) : Patterns.textColumn(arguments, scope), scope);
  }

  private static Plan plan(RowTest test, Expr.ColumnRef column, Scope scope) {
    return Rows.meet(
        scope, new Expr.Satisfies(test, column), new Expr.IsNull(column), List.of(column));
  }
}
