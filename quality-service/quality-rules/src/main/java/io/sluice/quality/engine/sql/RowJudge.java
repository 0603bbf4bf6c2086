package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.RowPass;
import io.sluice.quality.engine.row.RowSamples;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprText;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges in the JVM what the database cannot: the columns that it takes are streamed to the row
 * engine, once for all such metrics together.
 */
final class RowJudge {

  private final SqlRelation relation;
  private final Dialect dialect;
  private final Statements statements;
  private final Map<Expr, List<Long>> firstRows = new HashMap<>();

  RowJudge(SqlRelation relation, Dialect dialect, Statements statements) {
    this.relation = relation;
    this.dialect = dialect;
    this.statements = statements;
  }

  Measurements measure(List<Metric> metrics) throws SQLException {
    Schema schema = schema(expressions(metrics));
    RowPass pass = new RowPass(schema, metrics, statements::timeIsUp);
    statements.stream(sql(schema), schema, pass::over);
    firstRows.putAll(pass.numbers());
    return pass.measurements();
  }

  /** The statement that streams the rows for those metrics. */
  String sql(List<Metric> metrics) {
    return sql(schema(expressions(metrics)));
  }

  /** The numbers of the first rows of conditions that were counted here. */
  Map<Expr, List<Long>> firstRows() {
    return firstRows;
  }

  List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) throws SQLException {
    List<Expr> needed = new ArrayList<>();
    int cells = 0;
    for (SampleQuery query : queries) {
      needed.addAll(query.columns());
      needed.addAll(expressions(query));
      cells += query.columns().size() * limit;
    }
    Schema schema = schema(needed);
    RowSamples samples =
        new RowSamples(
            schema,
            queries,
            limit,
            ShownColumns.longest(cells),
            relation.rowIndex(),
            statements::timeIsUp);
    String sql = sql(schema);
    if (samples.needsKeys()) {
      statements.stream(
          sql,
          schema,
          rows -> {
            samples.prepare(rows);
            return true;
          });
    }
    return statements.stream(sql, schema, samples::read);
  }

  private static List<Expr> expressions(Collection<Metric> metrics) {
    List<Expr> expressions = new ArrayList<>();
    metrics.forEach(metric -> SqlPlan.expressions(metric).forEach(expressions::add));
    return expressions;
  }

  /** What decides whether a row is shown. */
  static List<Expr> expressions(SampleQuery query) {
    if (query instanceof SampleQuery.RowsWhere rows) {
      return List.of(rows.condition());
    } else if (query instanceof SampleQuery.OutOfOrder order) {
      return expressions(List.of(order.breaks()));
    } else if (query instanceof SampleQuery.DuplicateKeys keys) {
      return expressions(List.of(keys.groups()));
    }
    return List.of();
  }

  private Schema schema(Collection<Expr> needed) {
    Set<String> names =
        needed.stream()
            .flatMap(expr -> ExprText.columns(expr).stream())
            .map(Expr.ColumnRef::name)
            .collect(Collectors.toSet());
    return new Schema(
        relation.schema().columns().stream()
            .filter(column -> names.contains(column.name()))
            .toList());
  }

  private String sql(Schema schema) {
    String number = relation.rowNumber();
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(number == null ? "-1" : "t." + number);
    schema
        .columns()
        .forEach(
            column ->
                sql.append(", ")
                    .append(dialect.streamed("t." + dialect.name(column.name()), column.type())));
    return sql.append(" FROM ").append(relation.from()).toString();
  }
}
