package io.sluice.quality.metric;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One figure (or a few that cost the same pass) about a dataset; equal metrics are measured once.
 */
public sealed interface Metric {

  /** Its stable name, for reports and history. */
  String key();

  /**
   * The rows on which a condition is true; without a condition, all rows.
   *
   * @param condition what to count
   */
  record RowCount(@Nullable Expr condition) implements Metric {

    /** All rows. */
    public static final RowCount ALL = new RowCount(null);

    @Override
    public String key() {
      if (condition == null) {
        return "row_count";
      }
      return condition instanceof Expr.IsNull isNull && isNull.operand() instanceof Expr.ColumnRef c
          ? "null_count(" + ExprText.quoted(c.name()) + ")"
          : "count(" + ExprText.of(condition) + ")";
    }
  }

  /**
   * An aggregate of the values, of a column or of an expression, that are not null.
   *
   * @param function what to compute
   * @param operand of what
   * @param where over which rows
   */
  record Aggregate(Function function, Expr operand, @Nullable Expr where) implements Metric {

    /** The aggregates. */
    public enum Function {
      MIN,
      MAX,
      SUM,
      MEAN;

      /** How it is written. */
      public String written() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    @Override
    public String key() {
      return function.written() + "(" + words(operand) + ")" + suffix(where);
    }
  }

  /**
   * Count, mean and sum of squared deviations of the numbers that are not null, as {@link Moments}.
   *
   * @param operand of what
   * @param where over which rows
   */
  record Spread(Expr operand, @Nullable Expr where) implements Metric {
    @Override
    public String key() {
      return "spread(" + words(operand) + ")" + suffix(where);
    }
  }

  /**
   * An exact quantile of the values that are not null; its value is a value as expressions have it,
   * null of no values.
   *
   * @param operand of what: a number, a date or a point in time
   * @param at which, 0 to 1
   * @param interpolated false: the first value whose share of the rows reaches {@code at} (SQL's
   *     {@code percentile_disc}); true: between the two nearest values ({@code percentile_cont},
   *     numbers only, a double)
   * @param where over which rows
   */
  record Quantile(Expr operand, BigDecimal at, boolean interpolated, @Nullable Expr where)
      implements Metric {
    @Override
    public String key() {
      return (interpolated ? "quantile(" : "quantile_disc(")
          + words(operand)
          + ", "
          + at.stripTrailingZeros().toPlainString()
          + ")"
          + suffix(where);
    }
  }

  /**
   * How often each value, or combination of values, occurs, as {@link ValueFrequencies}: the most
   * frequent first, equally frequent ones in the order of {@code Evaluator.order} (null last).
   *
   * @param keys the values: columns or expressions; null is a value too unless {@code where} leaves
   *     it out
   * @param where over which rows
   * @param limit how many combinations to name; the rest is only counted
   */
  record ValueCounts(List<Expr> keys, @Nullable Expr where, int limit) implements Metric {

    /** The most combinations that can be named. */
    public static final int MOST = 1_000_000;

    /** Copies the keys. */
    public ValueCounts {
      keys = List.copyOf(keys);
      if (keys.isEmpty() || limit < 1 || limit > MOST) {
        throw new IllegalArgumentException("at least one key, and 1 to " + MOST + " values");
      }
    }

    @Override
    public String key() {
      return "values("
          + keys.stream().map(Metric::words).collect(Collectors.joining(", "))
          + ", "
          + limit
          + ")"
          + suffix(where);
    }
  }

  /**
   * How many values are out of order: compared with the last value before it, in the order of the
   * source, that is not null and meets {@code where}. Its value is a Long. Only sources with an
   * order of rows have it.
   *
   * @param operand of what
   * @param direction which way they should go
   * @param strictly whether equal neighbours are out of order too
   * @param where over which rows
   */
  record OrderBreaks(Expr operand, Direction direction, boolean strictly, @Nullable Expr where)
      implements Metric {

    /** Which way values go. */
    public enum Direction {
      INCREASING,
      DECREASING
    }

    @Override
    public String key() {
      return "order_breaks("
          + words(operand)
          + ", "
          + (strictly ? "strictly " : "")
          + direction.name().toLowerCase(Locale.ROOT)
          + ")"
          + suffix(where);
    }
  }

  /**
   * How many rows a query of the user's gives, a Long; only SQL engines have it.
   *
   * @param sql one SELECT in the engine's dialect; {@code {batch}} stands for the data
   */
  record QueryRows(String sql) implements Metric {
    @Override
    public String key() {
      return "query_rows(" + ExprText.quoted(sql) + ")";
    }
  }

  /**
   * How many rows another table of the same connection has, a Long.
   *
   * @param table its name, with its schema or without
   */
  record TableRows(String table) implements Metric {
    @Override
    public String key() {
      return "table_rows(" + ExprText.quoted(table) + ")";
    }
  }

  /**
   * How often the values of one or more columns occur together.
   *
   * @param columns the columns
   * @param missing which rows are left out because of nulls
   * @param where over which rows
   */
  record KeyGroups(List<Expr.ColumnRef> columns, MissingKeys missing, @Nullable Expr where)
      implements Metric {

    /** Copies the columns. */
    public KeyGroups {
      columns = List.copyOf(columns);
    }

    /** The groups of one column's values that are not null. */
    public static KeyGroups of(Expr.ColumnRef column, @Nullable Expr where) {
      return new KeyGroups(List.of(column), MissingKeys.ANY, where);
    }

    @Override
    public String key() {
      return "keys("
          + columns.stream().map(c -> ExprText.quoted(c.name())).collect(Collectors.joining(", "))
          + (columns.size() == 1 ? "" : ", " + missing.name().toLowerCase(Locale.ROOT))
          + ")"
          + suffix(where);
    }

    /** The key of one of its figures, for example {@code distinct_count('c')}. */
    public String figure(String name) {
      return name + key().substring("keys".length());
    }

    /** The condition under which a row counts as missing; null if none does. */
    public @Nullable Expr missingCondition() {
      Expr result = null;
      for (Expr.ColumnRef column : columns) {
        Expr isNull = new Expr.IsNull(column);
        if (missing == MissingKeys.NONE) {
          return null;
        }
        if (result == null) {
          result = isNull;
        } else {
          result =
              missing == MissingKeys.ALL
                  ? new Expr.And(result, isNull)
                  : new Expr.Or(result, isNull);
        }
      }
      return result;
    }

    /** The condition under which a row takes part; null if every row does. */
    public @Nullable Expr considered() {
      Expr left = missingCondition();
      return Expr.both(where, left == null ? null : new Expr.Not(left));
    }
  }

  private static String words(Expr operand) {
    return operand instanceof Expr.ColumnRef column
        ? ExprText.quoted(column.name())
        : ExprText.of(operand);
  }

  private static String suffix(@Nullable Expr where) {
    return where == null ? "" : " where " + ExprText.of(where);
  }
}
