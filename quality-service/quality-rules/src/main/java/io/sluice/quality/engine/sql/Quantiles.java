package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.PlannedStatement.Kind;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All quantiles of one operand over the same rows: they share what is dear, the sorting. */
final class Quantiles implements Measure {

  private final List<Metric.Quantile> same;
  private final SqlRelation relation;
  private final Dialect dialect;

  /** What quantiles of one statement share. */
  record Key(Expr operand, @Nullable Expr where, boolean interpolated) {
    static Key of(Metric.Quantile quantile) {
      return new Key(quantile.operand(), quantile.where(), quantile.interpolated());
    }
  }

  Quantiles(List<Metric.Quantile> same, SqlRelation relation, Dialect dialect) {
    this.same = List.copyOf(same);
    this.relation = relation;
    this.dialect = dialect;
  }

  @Override
  public Kind kind() {
    return Kind.QUANTILE;
  }

  @Override
  public List<Metric> metrics() {
    return List.copyOf(same);
  }

  @Override
  public String sql() {
    Metric.Quantile first = same.get(0);
    String operand =
        first.interpolated()
            ? dialect.as(first.operand(), ExprType.DOUBLE)
            : dialect.ordered(dialect.expression(first.operand()), first.operand().type());
    return dialect.quantiles(
        same, FusedScan.within(first.where(), operand, dialect), relation.from());
  }

  @Override
  public Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new SQLException("the quantiles gave no row");
    }
    Map<Metric, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < same.size(); i++) {
      Metric.Quantile quantile = same.get(i);
      ExprType type = quantile.interpolated() ? ExprType.DOUBLE : quantile.operand().type();
      values.put(quantile, ResultValues.read(rows, i + 1, type));
    }
    return values;
  }
}
