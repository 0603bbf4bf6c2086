package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.PlannedStatement.Kind;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.KeyCounts;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One GROUP BY for everything that is asked about one key over the same rows: how many keys there
 * are and repeat, and which occur most often.
 */
final class KeyCounting implements Measure {

  /** The most characters of named values that one statement brings into memory. */
  private static final long MOST_CHARACTERS = 64_000_000;

  private static final int LONGEST_TEXT = 20_000;

  /** The figures that stand before the values: rows, keys, repeated keys, rows of these. */
  private static final String FIGURES =
      "CAST(coalesce(sum(n), 0) AS BIGINT) AS f1, count(*) AS f2,"
          + " count(CASE WHEN n > 1 THEN 1 END) AS f3,"
          + " CAST(coalesce(sum(CASE WHEN n > 1 THEN n END), 0) AS BIGINT) AS f4";

  private final Key key;
  private final List<Metric> metrics;
  private final SqlRelation relation;
  private final Dialect dialect;
  private final int limit;

  /**
   * What is counted.
   *
   * @param values the parts of the key
   * @param where over which rows
   */
  record Key(List<Expr> values, @Nullable Expr where) {

    static Key of(Metric.KeyGroups groups) {
      return new Key(List.copyOf(groups.columns()), groups.considered());
    }

    static Key of(Metric.ValueCounts counts) {
      return new Key(counts.keys(), counts.where());
    }
  }

  KeyCounting(Key key, List<Metric> metrics, SqlRelation relation, Dialect dialect) {
    this.key = key;
    this.metrics = List.copyOf(metrics);
    this.relation = relation;
    this.dialect = dialect;
    int most = 0;
    for (Metric metric : metrics) {
      if (metric instanceof Metric.ValueCounts counts) {
        most = Math.max(most, counts.limit());
      }
    }
    limit = most;
  }

  @Override
  public Kind kind() {
    return limit == 0 ? Kind.GROUP_BY : Kind.VALUES;
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public String sql() {
    if (limit == 0) {
      return "SELECT " + FIGURES + " FROM (" + groups("count(*) AS n") + ") AS g";
    }
    String names = names();
    String order = order();
    return "WITH g AS MATERIALIZED ("
        + groups(names + ", count(*) AS n")
        + ") SELECT f.*, v.* FROM (SELECT "
        + FIGURES
        + " FROM g) AS f LEFT JOIN (SELECT n, "
        + shown()
        + " FROM g ORDER BY "
        + order
        + " LIMIT "
        + limit
        + ") AS v ON true";
  }

  /** The groups, each key under the names k0, k1 and so on. */
  private String groups(String select) {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < key.values().size(); i++) {
      values.append(i == 0 ? "" : ", ").append(value(key.values().get(i))).append(" AS k");
      values.append(i);
    }
    return "SELECT "
        + select
        + " FROM (SELECT "
        + values
        + " FROM "
        + relation.from()
        + where(key.where(), dialect)
        + ") AS k GROUP BY "
        + names();
  }

  private String value(Expr value) {
    return value instanceof Expr.ColumnRef column && column.type().kind() == ExprType.Kind.OTHER
        ? dialect.shownAsText(dialect.name(column.name()), Columns.type(relation, column))
        : dialect.expression(value);
  }

  private String names() {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < key.values().size(); i++) {
      names.append(i == 0 ? "k" : ", k").append(i);
    }
    return names.toString();
  }

  private String order() {
    StringBuilder order = new StringBuilder("n DESC");
    for (int i = 0; i < key.values().size(); i++) {
      order.append(", ").append(dialect.ordered("k" + i, key.values().get(i).type()));
      order.append(" ASC NULLS LAST");
    }
    return order.toString();
  }

  private String shown() {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < key.values().size(); i++) {
      ExprType.Kind kind = key.values().get(i).type().kind();
      boolean text = kind == ExprType.Kind.STRING || kind == ExprType.Kind.OTHER;
      shown.add(text ? "left(k" + i + ", " + LONGEST_TEXT + ") AS k" + i : "k" + i);
    }
    return String.join(", ", shown);
  }

  static String where(@Nullable Expr condition, Dialect dialect) {
    return condition == null ? "" : " WHERE " + dialect.expression(condition);
  }

  @Override
  public Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new SQLException("the group-by gave no row");
    }
    KeyCounts counts =
        new KeyCounts(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
    List<Frequency> values = limit == 0 ? List.of() : values(rows, counts.distinct());
    Map<Metric, @Nullable Object> result = new HashMap<>();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.ValueCounts counted) {
        List<Frequency> named = values.subList(0, Math.min(counted.limit(), values.size()));
        result.put(metric, new ValueFrequencies(named, counts.distinct(), counts.rows()));
      } else {
        result.put(metric, counts);
      }
    }
    return result;
  }

  /** From the row that is current on; the join gives one row of nulls if there is no value. */
  private List<Frequency> values(ResultSet rows, long distinct) throws SQLException {
    List<Frequency> values = new ArrayList<>();
    if (distinct == 0) {
      return values;
    }
    long characters = 0;
    do {
      List<@Nullable Object> parts = new ArrayList<>();
      for (int i = 0; i < key.values().size(); i++) {
        Object part = ResultValues.read(rows, 6 + i, key.values().get(i).type());
        characters += part instanceof String text ? text.length() : 8;
        parts.add(part instanceof Double real && real == 0 ? Double.valueOf(0) : part);
      }
      if (characters > MOST_CHARACTERS) {
        throw new SQLException("the different values are too many and too long to be listed");
      }
      values.add(new Frequency(parts, rows.getLong(5)));
    } while (rows.next());
    values.sort(KeyCounting::order);
    return values;
  }

  /** Few rows, and a join keeps no order: so it is made here. */
  private static int order(Frequency left, Frequency right) {
    int order = Long.compare(right.count(), left.count());
    for (int i = 0; order == 0 && i < left.key().size(); i++) {
      Object a = left.key().get(i);
      Object b = right.key().get(i);
      order =
          a == null || b == null ? Boolean.compare(a == null, b == null) : Evaluator.order(a, b);
    }
    return order;
  }
}
