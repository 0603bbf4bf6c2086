package io.sluice.quality.expectation;

import io.sluice.catalog.model.Column;
import io.sluice.quality.expectation.Description.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** {@code expect_column_to_exist}: at any place, or at {@code column_index} (from 0). */
final class ColumnExists implements Expectation {

  @Override
  public String name() {
    return "expect_column_to_exist";
  }

  @Override
  public Description description() {
    return Description.of(
        "There is a column of that exact name.",
        Description.NO_ROWS,
        Parameter.required("column", "text", "the name, in exact case"),
        Parameter.optional(
            "column_index", "whole number", null, "at which place it must be, from 0"));
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    String column = arguments.text("column");
    BigDecimal index = arguments.count("column_index");
    return new Plan(
        Set.of(),
        evidence -> {
          List<String> names = evidence.schema().columns().stream().map(Column::name).toList();
          int found = names.indexOf(column);
          boolean met =
              found >= 0 && (index == null || index.compareTo(BigDecimal.valueOf(found)) == 0);
          return Outcome.observed(met, found < 0 ? null : Long.valueOf(found));
        },
        null);
  }
}
