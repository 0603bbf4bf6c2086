package io.sluice.quality.engine.duckdb;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.metric.KeyCounts;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts and aggregates with any mix of conditions as one SELECT, one column or two for each. */
final class FusedScan {

  private static final int LONGEST_TEXT = 20_000;

  private final List<Metric> metrics;
  private final Relation relation;

  FusedScan(List<Metric> metrics, Relation relation) {
    this.metrics = metrics;
    this.relation = relation;
  }

  String sql() {
    List<String> select = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.RowCount rows) {
        select.add(count(rows));
      } else if (metric instanceof Metric.Aggregate aggregate) {
        select.addAll(aggregate(aggregate));
      }
    }
    return "SELECT " + String.join(", ", select) + " FROM " + relation.sql();
  }

  /** Why the dialect cannot say a metric, if it cannot. */
  static Optional<String> lack(Metric metric, Relation relation) {
    try {
      new FusedScan(List.of(metric), relation).sql();
      return Optional.empty();
    } catch (ExpressionException lack) {
      return Optional.of(lack.getMessage() + " (" + lack.hint() + ")");
    }
  }

  private static String count(Metric.RowCount rows) {
    Expr condition = rows.condition();
    if (condition == null) {
      return "count(*)";
    }
    if (condition instanceof Expr.IsNull isNull && isNull.operand() instanceof Expr.ColumnRef c) {
      return "count(*) - count(" + DuckDbSql.name(c.name()) + ")";
    }
    return "count(CASE WHEN " + DuckDbSql.of(condition) + " THEN 1 END)";
  }

  private static List<String> aggregate(Metric.Aggregate aggregate) {
    String column = DuckDbSql.of(aggregate.operand());
    Expr where = aggregate.where();
    String value =
        where == null ? column : "CASE WHEN " + DuckDbSql.of(where) + " THEN " + column + " END";
    return switch (aggregate.function()) {
      case MIN -> List.of(bounded(aggregate, "min(" + value + ")"));
      case MAX -> List.of(bounded(aggregate, "max(" + value + ")"));
      case SUM -> List.of("sum(" + value + ")");
      case MEAN ->
          aggregate.operand().type().isExact()
              ? List.of("sum(" + value + ")", "count(" + value + ")")
              : List.of("avg(" + value + ")");
    };
  }

  /** A text is compared by far fewer characters than this; the rest need not leave the engine. */
  private static String bounded(Metric.Aggregate aggregate, String value) {
    return aggregate.operand().type().equals(ExprType.STRING)
        ? "left(" + value + ", " + LONGEST_TEXT + ")"
        : value;
  }

  Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException {
    Map<Metric, @Nullable Object> values = new HashMap<>();
    if (!rows.next()) {
      throw new SQLException("the scan gave no row");
    }
    int index = 1;
    for (Metric metric : metrics) {
      if (metric instanceof Metric.RowCount) {
        values.put(metric, rows.getLong(index++));
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

  /** An exact sum divided once, so that the mean of exact numbers is right to the last digit. */
  private static @Nullable BigDecimal mean(ResultSet rows, int index, ExprType type)
      throws SQLException {
    Object sum = ResultValues.read(rows, index, type);
    long count = rows.getLong(index + 1);
    return sum instanceof BigDecimal exact && count > 0
        ? exact.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
        : null;
  }

  static String groupBy(Metric.KeyGroups groups, Relation relation) {
    return "SELECT CAST(coalesce(sum(n), 0) AS BIGINT), count(*),"
        + " count(CASE WHEN n > 1 THEN 1 END),"
        + " CAST(coalesce(sum(CASE WHEN n > 1 THEN n END), 0) AS BIGINT)"
        + " FROM (SELECT count(*) AS n FROM "
        + relation.sql()
        + where(groups)
        + " GROUP BY "
        + keys(groups)
        + ")";
  }

  static String keys(Metric.KeyGroups groups) {
    return groups.columns().stream()
        .map(column -> DuckDbSql.name(column.name()))
        .collect(Collectors.joining(", "));
  }

  static String where(Metric.KeyGroups groups) {
    Expr considered = groups.considered();
    return considered == null ? "" : " WHERE " + DuckDbSql.of(considered);
  }

  static KeyCounts keyCounts(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new SQLException("the group-by gave no row");
    }
    return new KeyCounts(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
  }
}
