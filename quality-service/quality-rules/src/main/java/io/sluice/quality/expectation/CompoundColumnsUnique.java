package io.sluice.quality.expectation;

/**
 * {@code expect_compound_columns_to_be_unique}: by default only a row whose key is all null is
 * missing; null equals null in a key.
 */
final class CompoundColumnsUnique implements Expectation {

  @Override
  public String name() {
    return "expect_compound_columns_to_be_unique";
  }

  @Override
  public Description description() {
    return Description.of(
        "No combination of values occurs twice; every row of a repeated one is unexpected.",
        "Which rows nulls leave out is said by ignore_row_if; in a key that takes part, null equals"
            + " null.",
        Columns.COLUMN_LIST,
        Columns.IGNORE_ROW_IF);
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return Rows.unique(scope, Columns.read(arguments, scope).groups(scope));
  }
}
