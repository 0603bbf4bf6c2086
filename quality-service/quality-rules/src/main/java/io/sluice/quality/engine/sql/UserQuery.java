package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Column;
import io.sluice.quality.engine.PlannedStatement.Kind;
import io.sluice.quality.metric.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many rows a query of the user's gives, or another table has. */
record UserQuery(Metric metric, String sql) implements Measure {

  /** What the data is called in a query of the user's. */
  static final String BATCH = "sluice_batch";

  private static final String PLACE = "{batch}";

  /** What the rows of the query are called; a column of this name would hide them. */
  private static final String ROWS = "__sluice_rows";

  /**
   * Counts, and computes every value that the query gives: where one cannot be computed the query
   * fails, as it would by itself, though a count alone need not look at it.
   */
  static UserQuery rows(
      Metric.QueryRows query, SqlRelation relation, Dialect dialect, Statements statements)
      throws SQLException {
    return new UserQuery(
        query, "SELECT " + dialect.countWhole(ROWS) + from(query, relation, dialect, statements));
  }

  static UserQuery table(Metric.TableRows table, Dialect dialect) {
    return new UserQuery(table, "SELECT count(*) FROM " + dialect.table(table.table()));
  }

  /**
   * FROM the rows of the query, which sees the data as a common table expression: so it needs no
   * name in the database.
   *
   * @throws QueryRefusedException if it is not one SELECT
   */
  static String from(
      Metric.QueryRows query, SqlRelation relation, Dialect dialect, Statements statements)
      throws SQLException {
    String inner = query.sql().replace(PLACE, dialect.name(BATCH)).strip();
    while (inner.endsWith(";")) {
      inner = inner.substring(0, inner.length() - 1).strip();
    }
    dialect.requireOneSelect(inner, BATCH, statements);
    String columns =
        relation.schema().columns().stream()
            .map(Column::name)
            .map(dialect::name)
            .collect(Collectors.joining(", "));
    // On lines of its own, so that a comment at its end does not go on.
    return " FROM (WITH "
        + dialect.name(BATCH)
        + " AS (SELECT "
        + columns
        + " FROM "
        + relation.from()
        + ") SELECT * FROM (\n"
        + inner
        + "\n) AS q) AS "
        + ROWS;
  }

  @Override
  public Kind kind() {
    return Kind.QUERY;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(metric);
  }

  @Override
  public Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException {
    return Collections.singletonMap(metric, rows.next() ? rows.getLong(1) : 0L);
  }
}
