package io.sluice.quality.metric;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprText;
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
   * An aggregate of a column's values that are not null.
   *
   * @param function what to compute
   * @param column of which column
   * @param where over which rows
   */
  record Aggregate(Function function, Expr.ColumnRef column, @Nullable Expr where)
      implements Metric {

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
      return function.written() + "(" + ExprText.quoted(column.name()) + ")" + suffix(where);
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

  private static String suffix(@Nullable Expr where) {
    return where == null ? "" : " where " + ExprText.of(where);
  }
}
