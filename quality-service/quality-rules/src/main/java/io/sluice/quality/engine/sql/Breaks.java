package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.PlannedStatement.Kind;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many values are out of order. */
final class Breaks implements Measure {

  private final Metric.OrderBreaks metric;
  private final SqlRelation relation;
  private final Dialect dialect;

  Breaks(Metric.OrderBreaks metric, SqlRelation relation, Dialect dialect) {
    this.metric = metric;
    this.relation = relation;
    this.dialect = dialect;
  }

  @Override
  public Kind kind() {
    return Kind.ORDER;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(metric);
  }

  @Override
  public String sql() {
    return "SELECT count(*)" + broken(metric, relation, dialect);
  }

  /** FROM the values, with their row number, that are out of order. */
  static String broken(Metric.OrderBreaks metric, SqlRelation relation, Dialect dialect) {
    String number = relation.requiredRowNumber();
    Expr operand = metric.operand();
    Expr where = Expr.both(metric.where(), new Expr.Not(new Expr.IsNull(operand)));
    boolean rising = metric.direction() == Metric.OrderBreaks.Direction.INCREASING;
    String breaks = (rising ? "<" : ">") + (metric.strictly() ? "=" : "");
    return " FROM (SELECT "
        + number
        + " AS r, v, lag(v) OVER (ORDER BY "
        + number
        + ") AS before FROM (SELECT "
        + number
        + ", "
        + dialect.ordered(dialect.expression(operand), operand.type())
        + " AS v FROM "
        + relation.from()
        + KeyCounting.where(where, dialect)
        + ") AS o) AS w WHERE v "
        + breaks
        + " before";
  }

  @Override
  public Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException {
    return Collections.singletonMap(metric, rows.next() ? rows.getLong(1) : 0L);
  }
}
