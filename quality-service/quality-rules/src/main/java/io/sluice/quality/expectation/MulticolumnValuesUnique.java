package io.sluice.quality.expectation;

/** {@code expect_multicolumn_values_to_be_unique}: the old name of unique within a record. */
final class MulticolumnValuesUnique implements Expectation {

  @Override
  public String name() {
    return "expect_multicolumn_values_to_be_unique";
  }

  @Override
  public Description description() {
    return Description.of(
            "In each row the columns have different values.",
            "A row that ignore_row_if names is missing; in another row two nulls are the same value,"
                + " and a null differs from everything else.",
            Columns.COLUMN_LIST,
            Columns.IGNORE_ROW_IF)
        .deviating(
            "GX 1.x only has a stub of that name; here it is what it was in 0.18, the same as"
                + " expect_select_column_values_to_be_unique_within_record.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    return SelectColumnsUniqueWithinRecord.unique(Columns.read(arguments, scope), scope);
  }
}
