package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code expect_select_column_values_to_be_unique_within_record}: no two columns of a row are
 * equal.
 */
final class SelectColumnsUniqueWithinRecord implements Expectation {

  @Override
  public String name() {
    return "expect_select_column_values_to_be_unique_within_record";
  }

  @Override
  public Description description() {
    return Description.of(
        "In each row the columns have different values.",
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
    return unique(Columns.read(arguments, scope), scope);
  }

  private static final int MOST_COLUMNS = 50;

  static Plan unique(Columns among, Scope scope) {
    List<Expr.ColumnRef> columns = among.columns();
    if (columns.size() > MOST_COLUMNS) {
      throw new ArgumentException(
          "column_list", "column_list names at most " + MOST_COLUMNS + " columns");
    }
    List<Expr> equal = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int j = i + 1; j < columns.size(); j++) {
        equal.add(Columns.same(columns.get(i), columns.get(j)));
      }
    }
    return among.meet(scope, new Expr.Not(Conditions.any(equal)));
  }
}
