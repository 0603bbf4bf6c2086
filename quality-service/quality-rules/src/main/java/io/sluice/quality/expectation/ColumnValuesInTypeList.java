package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import java.util.List;

/** {@code expect_column_values_to_be_in_type_list}: the type of the column. */
final class ColumnValuesInTypeList implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_in_type_list";
  }

  @Override
  public Description description() {
    return Description.of(
            "The column has one of the types.",
            Description.NO_ROWS,
            Parameter.COLUMN,
            Parameter.optional(
                "type_list", "list of names of types", null, "the types; left out: always met"))
        .deviating(
            "GX compares the names that one engine has for its types; here names of pandas, Spark,"
                + " SQLAlchemy and databases are mapped to our types, whose parameters, such as the"
                + " digits of a decimal, are left out. A pandas column of objects is judged by its"
                + " type, not value by value, so mostly has no effect.");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    List<String> names = arguments.has("type_list") ? arguments.texts("type_list") : null;
    return ColumnTypes.plan("type_list", names, arguments, scope);
  }
}
