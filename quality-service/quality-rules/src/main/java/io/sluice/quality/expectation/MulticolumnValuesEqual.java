package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code expect_multicolumn_values_to_be_equal}: the columns of a row all have one value; two nulls
 * are the same value.
 */
final class MulticolumnValuesEqual implements Expectation {

  @Override
  public String name() {
    return "expect_multicolumn_values_to_be_equal";
  }

  @Override
  public Description description() {
    return Description.of(
        "In each row the columns have the same value.",
        "A row that ignore_row_if names is missing; in another row two nulls are the same value,"
            + " and a null differs from everything else.",
        Columns.COLUMN_LIST,
        Columns.IGNORE_ROW_IF);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Columns among = Columns.read(arguments, scope);
    List<Expr.ColumnRef> columns = among.columns();
    List<Expr> equal = new ArrayList<>();
    for (int i = 1; i < columns.size(); i++) {
      equal.add(Columns.same(columns.get(0), columns.get(i)));
    }
    return among.meet(scope, Conditions.all(equal));
  }
}
