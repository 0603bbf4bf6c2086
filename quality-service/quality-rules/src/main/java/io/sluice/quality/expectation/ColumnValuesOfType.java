package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code expect_column_values_to_be_of_type}: the type of the column. */
final class ColumnValuesOfType implements Expectation {

  @Override
  public String name() {
    return "expect_column_values_to_be_of_type";
  }

  @Override
  public Description description() {
    return Description.of(
            "The column has that type.",
            Description.NO_ROWS,
            Parameter.COLUMN,
            Parameter.optional("type_", "name of a type", null, "the type; left out: always met"))
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
    @Nullable List<String> names = arguments.has("type_") ? List.of(arguments.text("type_")) : null;
    return ColumnTypes.plan("type_", names, arguments, scope);
  }
}
