package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.PlannedStatement.Kind;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Moments;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts, aggregates and moments with any mix of conditions as one SELECT, a few columns each. */
final class FusedScan implements Measure {

  private static final int LONGEST_TEXT = 20_000;

  private final List<Metric> metrics;
  private final SqlRelation relation;
  private final Dialect dialect;

  FusedScan(List<Metric> metrics, SqlRelation relation, Dialect dialect) {
    this.metrics = List.copyOf(metrics);
    this.relation = relation;
    this.dialect = dialect;
  }

  /** Whether a metric can be part of such a SELECT. */
  static boolean takes(Metric metric) {
    return metric instanceof Metric.RowCount
        || metric instanceof Metric.Aggregate
        || metric instanceof Metric.Spread;
  }

  @Override
  public Kind kind() {
    return Kind.SCAN;
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public List<Measure> halves() {
    if (metrics.size() < 2) {
      return List.of();
    }
    int middle = metrics.size() / 2;
    return List.of(
        new FusedScan(metrics.subList(0, middle), relation, dialect),
        new FusedScan(metrics.subList(middle, metrics.size()), relation, dialect));
  }

  @Override
  public String sql() {
    List<String> select = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.RowCount rows) {
        select.add(dialect.count(rows.condition()));
      } else if (metric instanceof Metric.Aggregate aggregate) {
        select.addAll(aggregate(aggregate));
      } else if (metric instanceof Metric.Spread spread) {
        String real = dialect.as(spread.operand(), ExprType.DOUBLE);
        select.addAll(dialect.moments(within(spread.where(), real, dialect)));
      }
    }
    return "SELECT " + String.join(", ", select) + " FROM " + relation.from();
  }

  /** The value on the rows on which a condition is true, else null. */
  static String within(@Nullable Expr where, String value, Dialect dialect) {
    return where == null
        ? value
        : "CASE WHEN " + dialect.expression(where) + " THEN " + value + " END";
  }

  private List<String> aggregate(Metric.Aggregate aggregate) {
    ExprType type = aggregate.operand().type();
    String value = within(aggregate.where(), dialect.expression(aggregate.operand()), dialect);
    return switch (aggregate.function()) {
      case MIN, MAX -> {
        String extreme = dialect.aggregate(aggregate.function(), value, type);
        // A text is compared by far fewer characters than this; the rest need not leave the engine.
        yield List.of(
            type.equals(ExprType.STRING) ? "left(" + extreme + ", " + LONGEST_TEXT + ")" : extreme);
      }
      case SUM -> List.of(dialect.aggregate(aggregate.function(), value, type));
      case MEAN ->
          type.isExact()
              ? List.of(
                  dialect.aggregate(Metric.Aggregate.Function.SUM, value, type),
                  "count(" + value + ")")
              : List.of(dialect.aggregate(aggregate.function(), value, type));
    };
  }

  @Override
  public Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException {
    Map<Metric, @Nullable Object> values = new HashMap<>();
    if (!rows.next()) {
      throw new SQLException("the scan gave no row");
    }
    int index = 1;
    for (Metric metric : metrics) {
      if (metric instanceof Metric.RowCount) {
        values.put(metric, rows.getLong(index++));
      } else if (metric instanceof Metric.Spread) {
        values.put(metric, moments(rows, index));
        index += 3;
      } else if (metric instanceof Metric.Aggregate aggregate) {
        ExprType type = aggregate.operand().type();
        if (aggregate.function() == Metric.Aggregate.Function.MEAN && type.isExact()) {
          values.put(metric, mean(rows, index, type));
          index += 2;
        } else {
          values.put(metric, ResultValues.read(rows, index++, type));
        }
      }
    }
    return values;
  }

  private static Moments moments(ResultSet rows, int index) throws SQLException {
    long count = rows.getLong(index);
    return count == 0
        ? Moments.NONE
        : new Moments(count, rows.getDouble(index + 1), rows.getDouble(index + 2));
  }

  /** An exact sum divided once, so that the mean of exact numbers is right to the last digit. */
  private static @Nullable Object mean(ResultSet rows, int index, ExprType type)
      throws SQLException {
    Object sum = ResultValues.read(rows, index, type);
    long count = rows.getLong(index + 1);
    return sum instanceof BigDecimal exact && count > 0
        ? exact.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
        : sum;
  }
}
