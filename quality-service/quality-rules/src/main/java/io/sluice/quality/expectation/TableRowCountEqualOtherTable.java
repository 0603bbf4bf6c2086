package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code expect_table_row_count_to_equal_other_table}: another table of the same connection. */
final class TableRowCountEqualOtherTable implements Expectation {

  @Override
  public String name() {
    return "expect_table_row_count_to_equal_other_table";
  }

  @Override
  public Description description() {
    return Description.of(
            "The table has as many rows as another one.",
            "Every row counts, whatever is null in it.",
            Parameter.required(
                "other_table_name",
                "name of a table",
                "a table of the same connection, with its schema or without"))
        .deviating(
            "It takes no row condition, for the other table need not have its columns. Only a source"
                + " in a database has other tables.");
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Metric.TableRows others = new Metric.TableRows(arguments.text("other_table_name"));
    return new Plan(
        Set.of(Metric.RowCount.ALL, others),
        evidence -> {
          long self = evidence.measurements().count(Metric.RowCount.ALL);
          long other = evidence.measurements().count(others);
          Map<String, Long> observed = new LinkedHashMap<>();
          observed.put("self", self);
          observed.put("other", other);
          return Outcome.observed(self == other, observed);
        },
        null);
  }
}
