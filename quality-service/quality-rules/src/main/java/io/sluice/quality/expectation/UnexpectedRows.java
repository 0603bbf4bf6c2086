package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import java.util.Set;

/** {@code unexpected_rows_expectation}: a query of the user's that should give no rows. */
final class UnexpectedRows implements Expectation {

  @Override
  public String name() {
    return "unexpected_rows_expectation";
  }

  @Override
  public Description description() {
    return Description.of(
            "The query gives no rows.",
            "As the query says.",
            Parameter.required(
                "unexpected_rows_query",
                "one SELECT",
                "gives the rows that are wrong; {batch} stands for the data"))
        .deviating(
            "The query is in the dialect of the engine that judges: DuckDB for files and inline"
                + " rows, else the database's. It takes no row condition: write one into the query."
                + " The row engine has no SQL.");
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    String sql = arguments.text("unexpected_rows_query");
    if (sql.length() > LONGEST) {
      throw new ArgumentException(
          "unexpected_rows_query", "the query has more than " + LONGEST + " characters");
    }
    Metric.QueryRows rows = new Metric.QueryRows(sql);
    return new Plan(
        Set.of(rows),
        evidence -> {
          long count = evidence.measurements().count(rows);
          return Outcome.observed(count == 0, count);
        },
        new SampleQuery.RowsOfQuery(rows));
  }

  private static final int LONGEST = 20_000;
}
